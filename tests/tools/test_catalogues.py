import pytest
from babel.messages.catalog import Message

from tools.catalogues import faults_of


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Sign in", "로그인"),
        ("Hello %(name)s", "%(name)s 님, 안녕하세요"),
        ("100 % in advance", "선불 100 %"),
        ('Read <a href="%(url)s">this</a>', '<a href="%(url)s">이것</a>을 읽으십시오'),
        (("%(num)d day", "%(num)d days"), ("%(num)d일",)),
        (("%(num)d day", "%(num)d days"), ("yom", "%(num)d ayam")),
        ("Not translated yet", ""),
    ],
)
def test_a_faithful_translation_has_no_fault(source, translation):
    assert list(faults_of(Message(source, translation))) == []


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Hello %(name)s", "안녕하세요", "placeholders"),
        ("Hello %(name)s", "안녕하세요 %(nmae)s", "placeholders"),
        ("Hello", "안녕하세요 %(name)s", "placeholders"),
        ("A <b>bold</b> word", "굵은 낱말", "markup"),
        ('<a href="%(url)s">x</a>', '<a href="%(url)s" onclick="y">x</a>', "markup"),
        (("%(num)d day", "%(num)d days"), ("%(number)d일",), "placeholders"),
    ],
)
def test_a_translation_that_breaks_the_page_is_a_fault(source, translation, fault):
    found = list(faults_of(Message(source, translation)))
    assert [line.split()[0] for line in found] == [fault]
