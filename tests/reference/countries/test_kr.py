import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.reference.countries import kr
from marketplace.reference.errors import NotAnIdentityNumber

NINE_DIGITS = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize("number", ["124-81-00998", "220-81-62517", "116-82-00276"])
def test_numbers_printed_by_their_companies_check(number):
    assert kr.read_identity_number(number) == number.replace("-", "")


@given(NINE_DIGITS)
def test_the_digits_weigh_a_multiple_of_ten(nine):
    digits = [int(digit) for digit in nine + kr.check_digit(nine)]
    weighed = [digit * weight for digit, weight in zip(digits, (*kr.WEIGHTS, 1), strict=True)]
    assert (sum(weighed) + digits[8] * 5 // 10) % 10 == 0


@given(NINE_DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_seen(nine, place, step):
    right = nine + kr.check_digit(nine)
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    with pytest.raises(NotAnIdentityNumber):
        kr.read_identity_number(wrong)


@given(NINE_DIGITS)
def test_a_number_is_read_back_as_it_is_written(nine):
    stored = nine + kr.check_digit(nine)
    assert kr.read_identity_number(kr.format_identity_number(stored)) == stored


def test_wide_and_spaced_digits_are_read():
    assert kr.read_identity_number(" １２４ 81 00998 ") == "1248100998"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "digits only"),
        ("12a-45-67891", "digits only"),
        ("124-81-0099", "has 10 digits; this one has 9"),
        ("124-81-00999", "does not fit the others"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, reason):
    with pytest.raises(NotAnIdentityNumber) as refusal:
        kr.read_identity_number(typed)
    assert reason in refusal.value.sentence
