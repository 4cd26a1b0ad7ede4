import re
import tomllib
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from stdnum import ean

from marketplace.catalog.models.version import SUMMARY_LENGTH, TITLE_LENGTH
from marketplace.catalog.queries.language_guess import is_in_script
from marketplace.demo.drawings import MOTIFS, PALETTES, SCENES
from marketplace.demo.written_goods import CONTENT, LANGUAGES, GoodsFate, few, file_name, wares_of

TREE = Path(__file__).parents[2] / "marketplace" / "catalog" / "tree"
SELLERS = tomllib.loads((CONTENT / "kr" / "sellers.toml").read_text())["seller"]
TRADERS = tomllib.loads((CONTENT / "kr" / "traders.toml").read_text())["trader"]
OF_TWELVE = {row["trade_name"]: wares_of("KR", row["trade_name"]) for row in SELLERS}
OF_TRADERS = {row["trade_name"]: wares_of("KR", row["trade_name"]) for row in TRADERS}
ABROAD = wares_of("CL", "sample company")
BY_SELLER = OF_TWELVE | OF_TRADERS
WARES = [*chain.from_iterable(BY_SELLER.values()), *ABROAD]
WHOLE = [ware for ware in WARES if ware.drawings]
BARE = [ware for ware in WARES if not ware.drawings]
#: What the house notices by itself: Korean under English, an HS code of something else.
ODD = {"NR-GAS"}
TODAY = date(2026, 11, 25)


def leaves():
    found = {}
    for path in TREE.glob("*.toml"):
        branch = tomllib.loads(path.read_text())
        found |= {
            slug: (path.stem, [code.replace(".", "") for code in leaf["hs"]])
            for slug, leaf in branch.items()
            if isinstance(leaf, dict)
        }
    return found


LEAVES = leaves()


def named(wares):
    return pytest.mark.parametrize("ware", wares, ids=lambda ware: ware.code)


def test_each_of_the_twelve_has_five_listings_and_there_are_sixty():
    assert len(OF_TWELVE) == 12
    assert all(len([w for w in wares if w.drawings]) >= 5 for wares in OF_TWELVE.values())
    assert sum(len(wares) for wares in OF_TWELVE.values()) >= 60


def test_every_file_of_goods_is_somebodys():
    files = {path.stem for path in (CONTENT / "kr" / "goods").glob("*.toml")}
    assert files == {file_name(name) for name in BY_SELLER}


def test_every_branch_has_goods_that_buyers_see():
    seen = {LEAVES[w.row["leaf"]][0] for w in WHOLE if w.end in {GoodsFate.LIVE, GoodsFate.RENEWED}}
    assert {path.stem for path in TREE.glob("*.toml")} <= seen


def test_some_goods_are_in_each_state():
    assert {ware.end for ware in WARES} == set(GoodsFate)
    assert sum(1 for ware in WARES if ware.end is GoodsFate.SUBMITTED) >= 4


def test_a_draft_may_lack_nearly_everything():
    assert {ware.end for ware in BARE} == {GoodsFate.DRAFT}


@named(WHOLE)
def test_texts_stand_in_all_languages_and_in_their_scripts(ware):
    tags = ("es", "en") if ware in ABROAD else LANGUAGES
    texts = ware.texts(tags[0])
    assert set(texts) == set(tags)
    for tag, text in texts.items():
        assert 0 < len(text.title) <= TITLE_LENGTH, tag
        assert 0 < len(text.summary) <= SUMMARY_LENGTH, tag
        assert len(set(text.keywords)) >= 3, tag
        for words in (text.title, text.summary, text.description):
            assert is_in_script(words, tag) or ware.code in ODD, (tag, words)
    assert texts[tags[0]].description
    assert texts["en"].description


@named([ware for wares in OF_TWELVE.values() for ware in wares if ware.drawings])
def test_goods_of_the_twelve_are_described_in_three_languages(ware):
    assert sum(1 for text in ware.texts("ko").values() if text.description) >= 3


@named(WHOLE)
def test_facts_are_whole_and_true_to_the_tree(ware):
    facts = ware.facts("KR")
    assert facts.category in LEAVES
    typed = re.sub(r"\D", "", ware.row.get("hs", "")) or LEAVES[facts.category][1][0]
    assert (
        typed[:6] in LEAVES[facts.category][1]
        or ware.row.get("hs") == "unsure"
        or ware.end is GoodsFate.SUBMITTED
    )
    assert ware.prices.shown
    assert ware.terms.lead_days
    assert ware.carton.gross_g >= ware.carton.net_g
    assert 1 <= len(ware.drawings) <= 4
    assert ware.certificates(TODAY) is not None


@named(WHOLE)
def test_a_drawing_names_a_motif_a_palette_and_a_scene_that_there_are(ware):
    for drawing in ware.drawings:
        assert drawing.motif in MOTIFS
        assert drawing.palette in PALETTES
        assert drawing.scene in SCENES
        assert drawing.label.isascii()
        assert 0 < max(len(text) for text in drawing.alt.values()) <= 160


def test_no_two_listings_are_drawn_alike():
    covers = [ware.drawings[0] for ware in WHOLE]
    assert len(set(covers)) == len(covers)


def test_titles_codes_and_skus_are_one_things_alone():
    for wares in [*BY_SELLER.values(), ABROAD]:
        codes = [ware.code for ware in wares]
        skus = [option.sku for ware in wares for option in ware.options("OPT", ())]
        assert len(set(codes)) == len(codes)
        assert len(set(skus)) == len(skus)
    titles = [(tag, text.title) for ware in WHOLE for tag, text in ware.texts("ko").items()]
    twice = {title for title in titles if titles.count(title) > 1}
    assert not twice


def test_barcodes_are_of_the_range_that_nobody_is_given():
    codes = [o.barcode for ware in WARES for o in ware.options("OPT", ()) if o.barcode]
    assert len(set(codes)) == len(codes) > 40
    assert all(ean.is_valid(code) and code.startswith("2") for code in codes)


def test_prices_are_of_every_kind():
    kinds = {(ware.prices.shown.value) for ware in WHOLE}
    assert kinds == {"everyone", "checked_buyers", "on_request"}
    assert {t.currency for w in WHOLE for _q, t in w.prices.tiers} >= {"USD", "EUR", "JPY", "KRW"}


def test_some_certificates_end_soon_and_some_never():
    ends = [c.valid_until for ware in WARES for c in ware.certificates(TODAY)]
    assert None in ends
    assert any(end and (end - TODAY).days <= 30 for end in ends)


def test_a_small_house_has_one_drawn_listing_and_one_draft():
    made = few(OF_TWELVE[SELLERS[0]["trade_name"]])
    assert [len(ware.drawings) for ware in made] == [1, 0]
