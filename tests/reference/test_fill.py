import datetime as dt
import functools

import pytest
from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.money import DIGITS
from marketplace.reference.enums import RateSource
from marketplace.reference.models import ExchangeRate, HsCode, HsText, Port
from marketplace.reference.operations import fill
from marketplace.reference.operations.fill import PARTS, FillPart, _stretch, fill_reference
from marketplace.reference.operations.rates import RateFact
from marketplace.reference.operations.tables import ImportReport
from marketplace.reference.queries import find_hs, rate_book


def count(model):
    return session.scalar(select(func.count()).select_from(model))


def test_a_first_fill_brings_codes_rates_and_ports_and_a_second_nothing(context, actor):
    done = fill_reference(actor=actor)
    assert set(done) == {"hs", "rates", "pegs", "ports"}
    assert all(report.faults == [] for report in done.values())
    counts = [count(model) for model in (HsCode, HsText, ExchangeRate, Port)]
    assert counts[0] == counts[1] > 6900
    assert fill_reference(actor=actor) == {}
    assert [count(model) for model in (HsCode, HsText, ExchangeRate, Port)] == counts
    codes = set(session.scalars(select(HsCode.code)))
    assert {code[:-2] for code in codes if len(code) > 2} <= codes
    assert find_hs("090220", "en")[0].entry.text.startswith("Tea")
    newest = session.scalar(
        select(func.max(ExchangeRate.day)).where(ExchangeRate.source == RateSource.ECB)
    )
    book = rate_book(newest)
    assert ("EUR", "USD") in book.market
    assert ("USD", "SAR") in book.pegs


def test_pegs_name_their_source_and_known_currencies(context, actor):
    next(part for part in PARTS if part.name == "pegs").fill(actor)
    pegs = session.scalars(select(ExchangeRate)).all()
    assert len(pegs) > 15
    assert all(peg.source is RateSource.PEG and peg.origin for peg in pegs)
    assert all({peg.base, peg.quote} <= set(DIGITS) for peg in pegs)
    assert all(peg.base in {"USD", "EUR"} or peg.quote == "USD" for peg in pegs)


def test_a_fill_that_was_broken_off_goes_on(context, actor, monkeypatch):
    begun = []
    parts = [FillPart(name, lambda: "1", begin(begun, name)) for name in ("one", "two")]
    broken = FillPart("two", lambda: "1", lambda _actor: 1 / 0)
    monkeypatch.setattr(fill, "PARTS", (parts[0], broken))
    with pytest.raises(ZeroDivisionError):
        fill_reference(actor=actor)
    monkeypatch.setattr(fill, "PARTS", tuple(parts))
    assert set(fill_reference(actor=actor)) == {"two"}
    assert begun == ["one", "two"]


def test_a_new_edition_of_a_part_is_filled_again(context, actor, monkeypatch):
    begun = []
    for edition in ("1", "1", "2"):
        part = FillPart("one", functools.partial(str, edition), begin(begun, edition))
        monkeypatch.setattr(fill, "PARTS", (part,))
        fill_reference(actor=actor)
    assert begun == ["1", "2"]


def begin(begun, name):
    def filling(_actor):
        begun.append(name)
        return ImportReport()

    return filling


def test_the_first_fill_takes_month_ends_and_the_latest_quarter():
    newest = dt.date(2026, 10, 30)
    days = [newest - dt.timedelta(days=back) for back in range(900)]
    facts = [RateFact(1, day, "EUR", "USD", 10**9, RateSource.ECB, "") for day in days]
    kept = {fact.day for fact in _stretch(facts)}
    assert {day for day in days if (newest - day).days < 90} <= kept
    older = sorted(day for day in kept if (newest - day).days >= 90)
    assert all((day + dt.timedelta(days=1)).day == 1 for day in older)
    assert (newest - older[0]).days < 2 * 366
    assert len(older) in {20, 21, 22}
