"""Public ids: read as they were drawn, forgiving what eyes mistake, refusing what is wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import ids
from marketplace.core.ids import ALPHABET, new_public_id, read_public_id

drawn = st.builds(lambda: new_public_id("INQ"))
places = st.sampled_from([4, 5, 6, 7, 9, 10, 11, 12, 13])


def test_an_id_has_three_letters_four_symbols_and_five():
    assert re.fullmatch(f"INQ-[{ALPHABET}]{{4}}-[{ALPHABET}]{{5}}", new_public_id("INQ"))


def test_ids_are_drawn_at_random():
    assert len({new_public_id("INQ") for _ in range(200)}) == 200


@given(drawn)
def test_what_was_drawn_is_read(public_id):
    assert read_public_id(public_id, "INQ") == public_id


@given(drawn, places, st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_noticed(public_id, place, symbol):
    wrong = public_id[:place] + symbol + public_id[place + 1 :]
    assert (read_public_id(wrong, "INQ") is None) == (wrong != public_id)


@given(drawn)
def test_case_dashes_and_blanks_are_forgiven(public_id):
    spoken = f" {public_id.replace('-', ' ').lower()}\n"
    assert read_public_id(spoken, "INQ") == public_id
    assert read_public_id(public_id.replace("-", ""), "INQ") == public_id


@given(drawn)
def test_look_alikes_are_forgiven(public_id):
    head, symbols = public_id[:4], public_id[4:]
    for zero, one in (("O", "I"), ("o", "l")):
        assert (
            read_public_id(head + symbols.replace("0", zero).replace("1", one), "INQ") == public_id
        )


@given(drawn)
def test_the_prefix_says_what_it_is(public_id):
    assert read_public_id(public_id, "QUO") is None


@given(st.text())
def test_any_other_text_is_no_id_and_no_failure(text):
    assert read_public_id(text, "INQ") in {None, text.strip().upper()}


@pytest.mark.parametrize("text", ["", "INQ", "INQ-7K3M-92QDXX", "INQ-7K3U-92QDX", "INQ--7K3M92QDX"])
def test_a_wrong_length_or_letter_is_refused(text):
    assert read_public_id(text, "INQ") is None


def test_the_alphabet_leaves_out_look_alikes():
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ids.ALPHABET)
