"""A zip of pictures: found by file name whatever the folder, nothing else comes out of it."""

import struct
import unicodedata
import zipfile
from io import BytesIO

import pytest

from marketplace.core.errors import Refused
from marketplace.core.sheets import pictures
from marketplace.core.sheets.pictures import PictureZip

pytestmark = pytest.mark.usefixtures("context")

KOREAN = "샴푸.jpg"


def packed(*parts, method=zipfile.ZIP_DEFLATED):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in parts:
            made.writestr(name, content)
    return target


def test_pictures_are_found_by_their_own_names():
    zipped = packed(
        ("goods/", b""),
        ("goods/Soap.JPG", b"soap"),
        ("../../etc/passwd.png", b"stranger"),
        ("C:\\pictures\\comb.png", b"comb"),
        ("__MACOSX/goods/._Soap.JPG", b"x"),
        (".DS_Store", b"x"),
        ("Thumbs.db", b"x"),
    )
    with PictureZip(zipped) as found:
        assert found.names() == ["comb.png", "passwd.png", "soap.jpg"]
        assert (len(found), found.read("soap.jpg"), found.read("goods/SOAP.jpg")) == (
            3,
            b"soap",
            b"soap",
        )


def test_korean_names_are_found_however_a_system_writes_them():
    apart = unicodedata.normalize("NFD", KOREAN)
    assert PictureZip(packed((apart, b"mac"))).read(KOREAN) == b"mac"
    old = zipfile.ZipInfo(KOREAN.encode("cp949").decode("cp437"))
    assert pictures._own_name(old) == KOREAN


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("comb.jpg", "no picture “comb.jpg”"), ("soap.jpg", "Two pictures"), ("big.jpg", "15 MB")],
)
def test_a_picture_that_cannot_be_had_is_refused(monkeypatch, name, sentence):
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", 20)
    zipped = packed(("a/soap.jpg", b"1"), ("b/Soap.jpg", b"2"), ("big.jpg", bytes(30)))
    with PictureZip(zipped) as found, pytest.raises(Refused, match=sentence):
        found.read(name)


def test_a_broken_or_strangely_packed_picture_is_refused():
    content = packed(("soap.jpg", b"soap"), method=zipfile.ZIP_STORED).getvalue()
    torn = BytesIO(content.replace(b"soap.jpgsoap", b"soap.jpgsoup"))
    rare = packed(("soap.jpg", b"soap"), method=zipfile.ZIP_BZIP2)
    whole = packed(("soap.jpg", bytes(range(256)))).getvalue()
    begin = whole.index(b"soap.jpg") + len("soap.jpg")
    damaged = BytesIO(whole[:begin] + b"\xff\xff" + whole[begin + 2 :])
    for zipped in (torn, rare, damaged):
        with pytest.raises(Refused, match="cannot be taken out"):
            PictureZip(zipped).read("soap.jpg")


@pytest.mark.parametrize("content", [b"", b"picture", b"PK\x03\x04" + bytes(60)])
def test_what_is_no_zip_is_refused(content):
    with pytest.raises(Refused, match="zip file of pictures"):
        PictureZip(BytesIO(content))


@pytest.mark.parametrize("limit", ["MOST_PICTURES", "LARGEST_TOGETHER", "LARGEST_LIST"])
def test_what_holds_too_much_is_refused(monkeypatch, limit):
    zipped = packed(("soap.jpg", b"soap"), ("comb.jpg", b"comb"))
    monkeypatch.setattr(pictures, limit, 1)
    with pytest.raises(Refused, match="holds too much"):
        PictureZip(zipped)


def test_a_list_whose_length_stands_in_the_wider_record_is_refused_as_well():
    content = packed(("soap.jpg", b"soap")).getvalue()
    place = content.rindex(b"PK\x05\x06")
    for count, size in ((1, pictures.LARGEST_LIST + 1), (10**6, 1)):
        wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, 0)
        pointer = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
        with pytest.raises(Refused, match="holds too much"):
            PictureZip(BytesIO(content[:place] + wide + pointer + content[place:]))


def test_a_zip_with_a_password_is_refused():
    content = bytearray(packed(("soap.jpg", b"soap")).getvalue())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refused, match="password"):
        PictureZip(BytesIO(bytes(content)))
