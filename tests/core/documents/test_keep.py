"""Which documents are taken in, and as what they are kept."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from marketplace.core.documents import MOST_PAGES, child, keep_document
from marketplace.core.errors import Refused
from marketplace.core.storage import storage
from tests.factories.checks import a_pdf, a_picture

pytestmark = pytest.mark.usefixtures("context")


def with_script(writer):
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hello');")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action


def with_file(writer):
    writer.add_attachment("price.xlsm", b"PK")


def with_password(writer):
    writer.encrypt("secret")


def with_launch(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch")})
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): RectangleObject((0, 0, 9, 9)),
            NameObject("/A"): action,
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def problem_of(change):
    return child.problem_of(a_pdf(change), most_pages=MOST_PAGES)


def test_a_pdf_is_kept_as_it_came():
    content = a_pdf()
    kept = keep_document(content, "C:\\scans\\등록증.PDF")
    assert (kept.media_type, kept.name, kept.size) == (
        "application/pdf",
        "등록증.pdf",
        len(content),
    )
    assert storage().get(kept.key) == content


def test_a_picture_is_re_encoded_whatever_its_name_says():
    kept = keep_document(a_picture(), "registration.pdf")
    assert (kept.media_type, kept.name) == ("image/webp", "registration.webp")
    with Image.open(BytesIO(storage().get(kept.key))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (60, 80))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither a PDF nor a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a PDF nor a picture"),
        (b"%PDF-1.7\nnothing more", "could not read this PDF"),
        (b"\x89PNG\r\n\x1a\nnothing more", "could not read this picture"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_what_is_no_document_is_refused(content, sentence):
    with pytest.raises(Refused, match=sentence):
        keep_document(content, "a.pdf")


def test_a_pdf_with_a_script_is_refused_in_words():
    with pytest.raises(Refused, match="script or another file"):
        keep_document(a_pdf(with_script), "a.pdf")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (with_script, "active"),
        (with_file, "active"),
        (with_launch, "active"),
        (with_password, "protected"),
    ],
)
def test_the_child_finds_what_a_document_must_not_have(change, problem):
    assert problem_of(change) == problem


def test_the_child_counts_pages():
    assert child.problem_of(a_pdf(pages=3), most_pages=2) == "too_long"
    assert child.problem_of(a_pdf(pages=3), most_pages=3) == ""


def test_the_child_walks_in_circles_no_further_than_once():
    def circle(writer):
        page = writer.pages[0]
        page[NameObject("/Round")] = page.indirect_reference
        page[NameObject("/Words")] = TextStringObject("/JS is only a word here")
        page[NameObject("/Count")] = NumberObject(3)

    assert problem_of(circle) == ""


def test_the_child_stops_at_too_many_objects(monkeypatch):
    monkeypatch.setattr(child, "MOST_OBJECTS", 3)
    assert problem_of(lambda writer: None) == "unreadable"
