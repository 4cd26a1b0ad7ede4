"""A seller's browser before the editor of goods."""

from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of, listing_by_code
from tests.factories.goods import company_of, draft, make_seller
from tests.support.browsing import browser_of, hidden_fields


class Desk:
    """A seller's browser before the editor of one listing."""

    def __init__(self, app, make=draft):
        self.app = app
        self.seller = make_seller(app)
        with app.test_request_context():
            self.code = make(company_of(self.seller)).code
        self.browser = browser_of(app, self.seller.person)
        self.address = f"/en/c/{self.seller.company}/selling/listings/{self.code}"

    def open(self, query=""):
        return self.browser.get(self.address + query)

    def send(self, path, *, query="", follow=False, **fields):
        """Send a form of the page with its hidden fields; fields are named without the prefix."""
        page = self.open(query).text
        return self.browser.post(
            f"{self.address}/{path}{query}",
            data=hidden_fields(page) | fields,
            follow_redirects=follow,
        )

    def save(self, part, *, query="", **fields):
        return self.send(part, query=query, **named(part, fields))

    def goods(self):
        return goods_of(editable_version_of(listing_by_code(self.code)))


def named(part, fields):
    """Return fields under the names that they have in the page."""
    return {f"{part}-{name}": value for name, value in fields.items()}
