"""Our own tree of goods: what its files say."""

import re
from functools import cache

import pytest

from marketplace.catalog.operations.categories import own_branches
from marketplace.catalog.operations.category_files import read_branch
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import is_latin, text_key
from marketplace.reference.operations.fill import _package_codes
from marketplace.reference.operations.tables import ImportReport

#: What a name must hold in scripts other than the Latin one, and what it must not.
SCRIPTS = {
    "ko": ("[가-힣]", "[\u3040-\u30ff\u0400-\u04ff\u0600-\u06ff]"),
    "zh": ("[\u4e00-\u9fff]", "[\u3040-\u30ff가-힣\u0400-\u04ff\u0600-\u06ff]"),
    "ja": ("[\u3040-\u30ff\u4e00-\u9fff]", "[가-힣\u0400-\u04ff\u0600-\u06ff]"),
    "ru": ("[\u0400-\u04ff]", "[\u3040-\u30ff\u4e00-\u9fff가-힣\u0600-\u06ff]"),
    "ar": ("[\u0600-\u06ff]", "[\u3040-\u30ff\u4e00-\u9fff가-힣\u0400-\u04ff]"),
}


@cache
def branches():
    report = ImportReport()
    read = [read_branch(path, report) for path in own_branches()]
    assert report.faults == []
    return read


def categories():
    return [fact for branch in branches() for fact in branch]


def leaves():
    return [fact for branch in branches() for fact in branch[1:]]


def test_the_tree_has_branches_and_leaves_enough():
    assert len(branches()) >= 24
    assert len(leaves()) >= 150
    assert min(len(branch) for branch in branches()) > 5


def test_every_category_is_named_in_every_language():
    assert [fact.code for fact in categories() if set(fact.names) != set(LANGUAGES)] == []


def test_every_leaf_can_be_looked_for_by_further_words():
    bare = [
        (fact.code, language)
        for fact in leaves()
        for language, naming in fact.names.items()
        if not naming.words
    ]
    assert bare == []


def test_slugs_are_used_once():
    slugs = [fact.slug for fact in categories()]
    assert len(slugs) == len(set(slugs))


def test_no_two_leaves_of_a_language_have_the_same_name():
    for language in LANGUAGES:
        names = [text_key(fact.names[language].name) for fact in leaves()]
        assert len(names) == len(set(names)), language


def test_branches_stand_in_an_order_of_their_own():
    positions = [branch[0].rank for branch in branches()]
    assert len(positions) == len(set(positions))


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - set(SCRIPTS)))
def test_names_of_latin_languages_are_in_latin_letters(language):
    namings = [fact.names[language] for fact in categories()]
    phrases = [phrase for naming in namings for phrase in (naming.name, *naming.words)]
    assert [phrase for phrase in phrases if not is_latin(phrase)] == []


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_names_are_in_the_script_of_their_language(language):
    needed, foreign = SCRIPTS[language]
    wrong = []
    for fact in categories():
        naming = fact.names[language]
        if not re.search(needed, naming.name):
            wrong.append(naming.name)
        wrong += [phrase for phrase in (naming.name, *naming.words) if re.search(foreign, phrase)]
    assert wrong == []


def test_every_leaf_has_one_to_four_codes_that_the_schedule_has():
    known = {fact.code for fact in _package_codes()}
    assert [fact.code for fact in leaves() if not 1 <= len(set(fact.hs)) <= 4] == []
    strange = [(fact.code, code) for fact in leaves() for code in fact.hs if code not in known]
    assert strange == []


@pytest.mark.parametrize(
    ("leaf", "code"),
    [
        ("toner", "330499"),
        ("lip-makeup", "330410"),
        ("kimchi", "200599"),
        ("instant-noodles", "190230"),
        ("green-tea", "090210"),
        ("bearings", "848210"),
        ("valves", "848180"),
        ("lithium-batteries", "850760"),
        ("solar", "854143"),
        ("printers-3d", "848520"),
        ("drones", "880622"),
    ],
)
def test_the_most_usual_code_is_the_one_that_the_trade_knows(leaf, code):
    assert next(fact.hs[0] for fact in leaves() if fact.code == leaf) == code
