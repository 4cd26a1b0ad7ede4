import pytest

from marketplace.reference.countries import cl
from marketplace.reference.errors import NotAnIdentityNumber


@pytest.mark.parametrize("typed", ["76.086.428-5", "76086428-5", "CL760864285"])
def test_a_rut_is_read_with_and_without_points(typed):
    assert cl.read_identity_number(typed) == "760864285"


def test_a_rut_is_written_with_points():
    assert cl.format_identity_number("125319092") == "12.531.909-2"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("76.086.428-6", "check digit does not fit"), ("76.A86.428-5", "seven or eight digits")],
)
def test_what_is_no_rut_is_refused_with_its_reason(typed, reason):
    with pytest.raises(NotAnIdentityNumber) as refusal:
        cl.read_identity_number(typed)
    assert reason in refusal.value.sentence
