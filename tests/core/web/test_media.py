"""Pictures are shown to whom those who use them say, and to nobody else."""

import pytest

from marketplace.core.storage import content_hash, storage
from marketplace.core.web import media
from marketplace.core.web.media import Audience, pictures_used_by

KEY = content_hash(b"picture")


@pytest.fixture
def used(app, monkeypatch):
    """Let a picture be kept, and return a way to say who may see it."""
    monkeypatch.setattr(media, "_uses", [])
    with app.app_context():
        storage().put(f"{KEY}-small.webp", b"small")

    def for_whom(*audiences):
        for audience in audiences:
            pictures_used_by(lambda _key, _reader, said=audience: said)

    return for_whom


def test_a_picture_nobody_uses_is_not_there(client, used):
    assert client.get(f"/media/{KEY}-small.webp").status_code == 404
    used(Audience.NOBODY)
    assert client.get(f"/media/{KEY}-small.webp").status_code == 404


def test_the_widest_answer_holds(client, used):
    used(Audience.READER, Audience.EVERYONE, Audience.NOBODY)
    answer = client.get(f"/media/{KEY}-small.webp")
    assert (answer.data, answer.mimetype) == (b"small", "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_private_is_not_kept_for_others(client, used):
    used(Audience.READER)
    answer = client.get(f"/media/{KEY}-small.webp")
    assert answer.headers["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize("name", [f"{KEY}-huge.webp", f"{KEY}-small.png", "x-small.webp"])
def test_a_name_of_another_shape_is_not_there(client, used, name):
    used(Audience.EVERYONE)
    assert client.get(f"/media/{name}").status_code == 404


def test_a_size_that_is_not_kept_is_not_there(client, used):
    used(Audience.EVERYONE)
    assert client.get(f"/media/{KEY}-large.webp").status_code == 404


def test_who_uses_pictures_is_asked_once_however_often_registered(used):
    def use(_key, _reader):
        return Audience.NOBODY

    pictures_used_by(use)
    pictures_used_by(use)
    assert media._uses == [use]
