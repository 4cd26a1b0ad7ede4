"""Keys by which names are compared: whatever a form lets through fits its column."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms.validators import ValidationError

from marketplace.app import create_app
from marketplace.core.db import Base
from marketplace.core.forms import AtMost
from marketplace.core.text import KEY_FACTOR, text_key
from tests.support.browsing import fill_in

assert create_app  # the application knows every model

#: Keys of what is no free text: business numbers by a country's rule; a port's is cut.
BY_RULE = {"company.number_key", "company_check.number_key", "port.name_key"}
#: ﷺ is eighteen letters written out, ﬃ three, İ two, ㌖ six; ΐ folds longer.
LIGATURES = "ﷺﷻ﷽ﬃŉǰΐİ㌖㍿é가a .'"


def keys():
    """Yield the columns with the text that they are made of."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            made_of = table.columns.get(column.name.removesuffix("_key"))
            if column.name.endswith("_key") and made_of is not None:
                yield column, made_of


def test_every_key_has_room_for_what_its_form_lets_through():
    too_short = [
        str(column)
        for column, made_of in keys()
        if str(column) not in BY_RULE and column.type.length < KEY_FACTOR * made_of.type.length
    ]
    assert too_short == []
    assert len(list(keys())) > 3


@pytest.mark.usefixtures("context")
class TestForms:
    @given(st.text(LIGATURES, max_size=40), st.integers(min_value=1, max_value=40))
    def test_what_is_let_through_fits(self, text, most):
        try:
            AtMost(most)(None, SimpleNamespace(data=text))
        except ValidationError:
            return
        assert len(text_key(text)) <= KEY_FACTOR * most

    @pytest.mark.parametrize(
        "name", ["주식회사 한빛온", "İSTANBUL ΐŉ", "ﬁrma ﬃ", "شركة النور", "㈜한빛"]
    )
    def test_a_name_in_any_script_may_be_as_long_as_its_column(self, name):
        assert AtMost(len(name))(None, SimpleNamespace(data=name)) is None


def test_a_name_of_ligatures_is_refused_beside_its_field(client):
    answer = fill_in(client, "/en/sign-up/buyer", name="ﷺ" * 80, mail="a@example.com", password="x")
    assert "Please write them out." in answer.text
