"""Data inside a page ends nothing that stands around it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.web.data_blocks import data_block


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_whatever_people_typed_is_read_back_and_ends_no_block(facts):
    block = str(data_block(facts))
    assert json.loads(block) == facts
    assert not set("<>&\u2028\u2029") & set(block)
