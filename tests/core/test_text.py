"""Text of people: one form at every entrance, and one key to compare it by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.text import is_visible, normalise, one_line, text_key

FORMS = (normalise, one_line, text_key)
KOREAN = "한빛온"


@pytest.mark.parametrize("form", FORMS)
@given(text=st.text())
def test_what_is_normalised_stays_so(form, text):
    assert form(form(text)) == form(text)


@pytest.mark.parametrize("form", FORMS)
@given(text=st.text())
def test_no_text_keeps_a_nul_a_carriage_return_or_blanks_around(form, text):
    made = form(text)
    assert not {"\x00", "\r"} & set(made)
    assert made == made.strip()
    assert unicodedata.is_normalized("NFC", made)


@given(st.text())
def test_one_line_has_no_line_ends_and_no_double_blanks(text):
    assert one_line(text).split() == one_line(text).split(" ") or one_line(text) == ""


def test_lines_end_the_same_way_whatever_browser_sent_them():
    assert normalise("one\r\ntwo\rthree\n") == "one\ntwo\nthree"


def test_letters_put_together_are_the_letters_that_were_typed_apart():
    assert normalise(unicodedata.normalize("NFD", KOREAN)) == KOREAN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanbiton Co., Ltd.", "  HANBITON  co., ltd. "),
        (KOREAN, unicodedata.normalize("NFD", KOREAN)),
        ("Straße", "STRASSE"),
        ("ＡＢＣ １２３", "abc 123"),
        ("ﬁne", "FINE"),
        ("mail@Example.com", "MAIL@example.COM"),
    ],
)
def test_names_that_people_take_for_the_same_share_a_key(one, other):
    assert text_key(one) == text_key(other)


def test_names_that_people_tell_apart_do_not():
    assert len({text_key(name) for name in ("Muller", "Müller", "Mueller")}) == 3


@given(st.text())
def test_case_makes_no_difference_to_a_key(text):
    assert text_key(text_key(text).upper()) == text_key(text_key(text).upper().lower())


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\x00"])
def test_signs_that_hide_or_turn_words_are_not_stored(sign):
    assert one_line(f"Ever{sign}green") == "Evergreen"


def test_joiners_that_a_script_needs_stay():
    assert normalise("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(("text", "seen"), [("\u200d", False), (" ", False), ("나", True)])
def test_a_text_without_anything_to_see_is_known(text, seen):
    assert is_visible(text) is seen


@pytest.mark.parametrize("blank", ["\u3164", "\u115f\u1160", "\uffa0", "\u2800 \u2800"])
def test_letters_that_show_nothing_are_not_visible(blank):
    assert not is_visible(blank)
    assert is_visible(f"{blank}한")
