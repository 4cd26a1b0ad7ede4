"""Named reads: the goods of a sheet as operators look at them, a sample opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.models import ListingVersion, Sheet, SheetGoods
from marketplace.catalog.queries.goods import Goods, goods_of_many
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.catalog.queries.remarks import as_remark, remark_sentence
from marketplace.catalog.queries.review import FactRow, fact_rows, trade_rows
from marketplace.catalog.queries.sheets import find_any_sheet, waiting_goods
from marketplace.core.db import session
from marketplace.core.web import language
from marketplace.moderation.enums import RemarkLevel
from marketplace.moderation.protocols import QueueLine, RemarkLine

#: Goods without and with remarks that are opened on the page.
SAMPLE = 5
MOST_NAMED = 20


@dataclass(frozen=True)
class Sampled:
    """Goods of the sample: what they are called and said to be, facts, prices, remarks."""

    goods: Goods
    title: str
    language: str
    facts: Sequence[FactRow]
    trade: Sequence[FactRow]
    remarks: Sequence[str]


def sheet_review_facts(code: str) -> Mapping[str, Any]:
    """Return what the review page says of a sheet (its public id)."""
    sheet = find_any_sheet(code)
    if sheet is None:
        return {"title": ""}
    waiting = waiting_goods(sheet)
    plain = [one for one in waiting if not one.remarks]
    marked = [one for one in waiting if one.remarks]
    return {
        "title": sheet.file_name,
        "title_language": "",
        "about": ngettext("%(num)d listing", "%(num)d listings", len(waiting)),
        "stays_up": False,
        "sheet": sheet,
        "plain": len(plain),
        "marked": len(marked),
        "sample": _sample([*_spread(plain, SAMPLE), *marked[:SAMPLE]]),
        "named": _sample(marked[SAMPLE : SAMPLE + MOST_NAMED]),
    }


def _spread(goods: Sequence[SheetGoods], number: int) -> list[SheetGoods]:
    """Return so many of the goods, evenly over the sheet: the same ones at every look."""
    if len(goods) <= number:
        return list(goods)
    step = len(goods) / number
    return [goods[int(place * step)] for place in range(number)]


def _versions(goods: Sequence[SheetGoods]) -> list[ListingVersion]:
    found = (
        select(ListingVersion)
        .where(ListingVersion.code.in_([one.submitted for one in goods]))
        .options(joinedload(ListingVersion.listing), joinedload(ListingVersion.category))
    )
    by_code = {version.code: version for version in session.scalars(found)}
    return [by_code[one.submitted] for one in goods if one.submitted in by_code]


def _sample(chosen: Sequence[SheetGoods]) -> list[Sampled]:
    if not chosen:
        return []
    versions = _versions(chosen)
    goods = goods_of_many(versions, [version.listing_id for version in versions])
    remarks = {one.submitted: one.remarks for one in chosen}
    return [_sampled(goods[version.id], remarks[version.code]) for version in versions]


def _sampled(goods: Goods, remarks: Sequence[Mapping[str, Any]]) -> Sampled:
    titles = {text.language: text.title for text in goods.texts.values() if text.title}
    spoken, title = pick_text(titles, language.current().tag, goods.version.original) or ("", "")
    return Sampled(
        goods,
        title or goods.listing.code,
        spoken,
        fact_rows(goods, None),
        trade_rows(goods),
        [remark_sentence(as_remark(remark)) for remark in remarks],
    )


def sheet_lines(codes: Sequence[str]) -> dict[str, QueueLine]:
    """Return a line of the queue for each sheet, in one statement."""
    counted = (
        select(Sheet.code, Sheet.file_name, func.count(SheetGoods.listing_id))
        .join(SheetGoods, SheetGoods.sheet_id == Sheet.id, isouter=True)
        .where(Sheet.code.in_(codes), SheetGoods.submitted != "")
        .group_by(Sheet.code, Sheet.file_name)
    )
    found = {
        code: QueueLine(
            _("Goods of a sheet: %(name)s", name=name),
            note=ngettext("%(num)d listing", "%(num)d listings", number),
        )
        for code, name, number in session.execute(counted)
    }
    return {code: found.get(code, QueueLine(_("Goods of a sheet"))) for code in codes}


def sheet_remark_lines(stored: Sequence[Mapping[str, Any]]) -> list[RemarkLine]:
    """Return the summed remarks of a sheet's goods as an operator reads them.

    None of them speaks for a revision of the whole: goods with remarks are looked at singly.
    """
    return [_line(str(one["code"]), int(one.get("count", 0))) for one in stored]


def _line(code: str, count: int) -> RemarkLine:
    of_goods = ngettext("%(num)d listing", "%(num)d listings", count)
    sentence = _("%(what)s: %(count)s", what=_sums().get(code, code), count=of_goods)
    return RemarkLine(sentence, RemarkLevel.LOOK_AT_IT)


def _sums() -> dict[str, str]:
    return {
        "same_title": _("Another listing of the seller has the same name"),
        "hs_missing": _("The HS code is left to you"),
        "hs_unusual": _("The HS code is unusual for the category"),
        "image_small": _("A picture is small"),
        "image_of_another": _("A picture is also used by another company"),
        "wrong_script": _("A text is not in the letters of its language"),
        "wrong_language": _("A text seems to be in another language"),
        "banned_words": _("Words that goods here may not use"),
    }
