"""Mappings: what of a foreign catalogue becomes which column of a sheet of goods."""

import pytest

from marketplace.catalog.sheets.mapping import (
    MappedHeads,
    MappingFault,
    read_mapping,
    shortened,
    without_tags,
)

pytestmark = pytest.mark.usefixtures("context")

MAPPING = """
language = "en"
cut = ["title"]
html = ["description"]

[columns]
sku = "id"
title = ["name", "model"]
summary = "{maker}: {model}"
description = "text"
"title:ko" = "이름"
price_1 = "cents"

[divide]
price_1 = 100

[constants]
category = "serums"
currency = "USD"
contents = "none"

[leaves.group]
"Lamps" = "ceiling-lights"

[[rules]]
column = "name"
has = ["battery", "torch"]
set = { category = "portable-lights", contents = "battery" }

[[rules]]
column = "model"
is = ["T-1"]
set = { origin = "South Korea", category = "led-bulbs" }
"""
NAMES = ["id", "name", "model", "maker", "text", "이름", "cents", "group", "more"]


def read(*cells, text=MAPPING, names=NAMES, **wishes):
    heads = MappedHeads(names, read_mapping(text), **wishes)
    row = heads.read(7, [*cells, *[""] * (len(names) - len(cells))])
    return dict(row.values), [(fault.column, fault.code) for fault in row.faults]


def test_columns_constants_and_the_first_that_is_not_empty():
    values, faults = read(
        "17", "", "T-2", "Onsaem", "<p>Soft&nbsp;light</p><p>Warm</p>", "등", "250"
    )
    assert faults == []
    amount = values.pop("price_1")
    assert (amount.number, amount.currency) == ("2.500000", "")
    assert values == {
        "sku": "17",
        "title:en": "T-2",
        "summary:en": "Onsaem: T-2",
        "description:en": "Soft light\nWarm",
        "title:ko": "등",
        "category": "serums",
        "currency": "USD",
        "contents": (),
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "Torch", "T-1"], ("portable-lights", ("battery",), "KR")),
        (["1", "Lamp", "t-1"], ("led-bulbs", (), "KR")),
        (["1", "Lamp", "", "", "", "", "", "lamps"], ("ceiling-lights", (), None)),
        (["1", "Lamp"], ("serums", (), None)),
    ],
    ids=["first rule", "second rule", "leaf", "constant"],
)
def test_the_first_rule_that_sets_a_column_counts(cells, expected):
    values, _faults = read(*cells)
    assert (values["category"], values["contents"], values.get("origin")) == expected


def test_what_cannot_be_read_is_named_by_our_column():
    assert read("1", "Lamp", "", "", "", "", "free")[1] == [("price_1", "amount")]
    assert "price_1" not in read("1", "Lamp", "", "", "", "", "0")[0]


def test_a_long_title_ends_behind_a_word():
    values, _faults = read("1", "A lamp of brass " * 9)
    assert len(values["title:en"]) <= 80
    assert values["title:en"].endswith(" lamp of…")
    assert shortened("x" * 100, 10) == "xxxxxxxxx…"
    assert shortened("brief", 10) == "brief"


def test_control_signs_become_blanks():
    assert read("1", "Lamp\x07of\x92brass")[0]["title:en"] == "Lamp of brass"


def test_tags_leave_and_words_stay():
    assert without_tags("a<br/>b &lt;c&gt; 5 < 6<script>d</script>") == "a\nb <c> 5 < 6d"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns", "no TOML"),
        ("[colours]\n", "may not have colours"),
        ('language = "tlh"\n', "tlh is no language of ours"),
        ('[columns]\nname = "x"\n', "“name” is no column"),
        ("columns = 3\n", "no section"),
        ('[[rules]]\ncolumn = "a"\n', "A rule has column"),
        ('[[rules]]\ncolumn = "a"\nhas = ["b"]\nset = { colour = "c" }\n', "“colour” is no column"),
        ('[columns]\nsku = "number"\n', "The file has no column number"),
        ('[divide]\nprice_1 = "x"\n', "cannot be divided by “x”"),
        ("[divide]\nprice_1 = 0\n", "cannot be divided by “0”"),
        ('[leaves]\nkind = "x"\n', "is no section"),
        ('rules = "x"\n', "“rules” is no list"),
        ('cut = "title"\n', "“cut” is no list"),
        ('[[rules]]\ncolumn = "a"\nis = "b"\nset = {}\n', "“is” is no list"),
        ('[[rules]]\ncolumn = "a"\nset = 3\n', "is no section"),
    ],
)
def test_a_mapping_that_does_not_fit_says_so(text, sentence):
    with pytest.raises(MappingFault, match=sentence):
        read("1", text=text)


def test_a_mapping_knows_what_it_speaks_of():
    heads = MappedHeads(NAMES, read_mapping(MAPPING))
    assert {"sku", "title:en", "origin", "category", "currency"} <= heads.keys
    assert [column.key if column else None for column in heads.columns[:3]] == [
        "sku",
        "title:en",
        "summary:en",
    ]
    assert heads.columns[-1] is None
