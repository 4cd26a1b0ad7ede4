"""The folder for bytes: whole or not at all, never overwritten, never left."""

import pytest

from marketplace.core.storage import FolderStorage, content_hash, file_hash

NAME = f"{content_hash(b'one')}.webp"


@pytest.fixture
def folder(tmp_path):
    return FolderStorage(tmp_path / "files")


def test_what_was_put_is_got_and_removed(folder):
    assert folder.get(NAME) is None
    folder.put(NAME, b"one")
    assert folder.get(NAME) == b"one"
    folder.remove(NAME)
    folder.remove(NAME)
    assert folder.get(NAME) is None


def test_the_first_bytes_under_a_name_stay(folder):
    folder.put(NAME, b"one")
    folder.put(NAME, b"two")
    assert folder.get(NAME) == b"one"


def test_a_file_is_kept_and_opened_as_a_stream(folder, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"one")
    assert (folder.open(NAME), file_hash(source)) == (None, content_hash(b"one"))
    folder.put_file(NAME, source)
    with folder.open(NAME) as stream:
        stream.seek(1)
        assert stream.read() == b"ne"


def test_nothing_else_is_left_in_the_folder(folder, tmp_path):
    folder.put(NAME, b"one")
    files = [
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    ]
    assert files == [f"files/{NAME[:2]}/{NAME}"]


@pytest.mark.parametrize(
    "name",
    ["", "abc", "../../etc/passwd", "ab/cd/ef", "abcd..ef", "ABCD", "abcd\n", ".abcd", "a" * 200],
)
def test_a_name_that_could_lead_out_is_refused(folder, name):
    for act in (folder.get, folder.remove, lambda name: folder.put(name, b"")):
        with pytest.raises(ValueError, match="no name for stored bytes"):
            act(name)


def test_a_hash_is_that_of_the_content():
    assert content_hash(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
