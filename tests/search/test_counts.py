"""Searching asks the database as often for many hits as for one."""

from itertools import count

from marketplace.core.work.worker import work_until_idle
from tests.factories import goods
from tests.factories.companies import make_member
from tests.support.browsing import browser_of

ANONYMOUS, SIGNED_IN, TYPE_AHEAD, KEPT = 8, 15, 14, 3
PATHS = (
    "/en/search?q=serum",
    "/ko/search?q=vegan+serum&category=skin-care&price=band-2&sort=price",
    "/en/search?q=chrome+serum",
    "/en/search?q=nothing-like-this",
)
SUGGEST = "/en/search/suggest?q=ser"
NUMBERS = count(1)


def counts(browser, statements):
    """Return how many statements each page takes, once the process knows tree and rates.

    Each is drawn anew: an address that was not asked before is in no process's hands.
    """
    found = {}
    for path in (*PATHS, SUGGEST):
        browser.get(path)
        with statements() as seen:
            assert browser.get(f"{path}&drawn={next(NUMBERS)}").status_code == 200
        found[path] = len(seen)
    return found


def test_an_anonymous_reader_takes_eight_and_somebody_signed_in_fifteen(app, statements):
    seller = goods.make_seller(app, "Onsaem Botanics")
    person = make_member(app)
    with app.app_context():
        goods.shown_listing(app, goods.company_of(seller), title="Calming serum")
        work_until_idle(app)
    browsers = (app.test_client(), browser_of(app, person.person))
    few = [counts(browser, statements) for browser in browsers]
    with app.app_context():
        goods.many(app, goods.company_of(seller), 3, title="Calming serum")
        work_until_idle(app)
    many = [counts(browser, statements) for browser in browsers]
    with statements() as kept:
        browsers[0].get(PATHS[0])
    assert len(kept) == KEPT
    assert many == few
    assert max(many[0][path] for path in PATHS) <= ANONYMOUS
    assert max(many[1][path] for path in PATHS) <= SIGNED_IN
    assert max(one[SUGGEST] for one in many) <= TYPE_AHEAD
