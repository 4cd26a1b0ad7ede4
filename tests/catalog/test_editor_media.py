"""Pictures and certificates in the editor: added, put in order, described, taken away."""

import io

import pytest
from PIL import Image

from marketplace.catalog.enums import CertificateKind
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of, listing_by_code
from marketplace.companies.queries import find_document
from tests.factories.checks import a_pdf
from tests.factories.goods import company_of, draft, listing, make_seller, shown_listing
from tests.support.browsing import browser_of, hidden_fields


def a_shot(width=800, height=600, colour="teal"):
    """Return the bytes of a picture."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "PNG")
    return made.getvalue()


class Shelf:
    """A seller with one listing, and their browser."""

    def __init__(self, app, make=draft):
        self.app = app
        self.seller = make_seller(app)
        self.browser = browser_of(app, self.seller.person)
        with app.test_request_context():
            self.code = make(company_of(self.seller)).code
        self.address = f"/en/c/{self.seller.company}/selling/listings/{self.code}"

    def send(self, path, query="", **fields):
        data = hidden_fields(self.browser.get(self.address + query).text)
        return self.browser.post(f"{self.address}/{path}{query}", data=data | fields)

    def add(self, *files):
        sent = [(io.BytesIO(content), name) for name, content in files]
        return self.send("images", **{"pictures-files": sent})

    def goods(self):
        with self.app.test_request_context():
            return goods_of(editable_version_of(listing_by_code(self.code)))

    @property
    def order(self):
        return [image.code for image in self.goods().images]


@pytest.fixture
def shelf(app):
    return Shelf(app)


def test_several_pictures_are_added_at_once_and_the_first_is_the_cover(shelf):
    answer = shelf.add(("a.png", a_shot()), ("b.png", a_shot(colour="red")))
    assert answer.status_code == 302
    goods = shelf.goods()
    assert len(goods.images) == 2
    assert goods.version.cover == goods.images[0].picture


def test_a_picture_that_is_there_already_is_not_said_to_be_added(shelf):
    shelf.add(("a.png", a_shot()))
    shelf.add(("a.png", a_shot()), ("b.png", a_shot(colour="red")))
    with shelf.browser.session_transaction() as kept:
        said = kept["_flashes"]
    assert said == [
        ("info", "a.png: This picture is there already."),
        ("good", "1 picture added."),
    ]


def test_one_form_carries_as_many_pictures_as_goods_may_have(app):
    assert app.view_functions["catalog.add_pictures"].__largest__ > 12 * 15 * 1024 * 1024


def test_a_bad_picture_says_why_and_the_good_ones_are_kept(shelf):
    answer = shelf.add(("a.png", a_shot()), ("b.png", b"no picture"), ("c.png", a_shot(40, 40)))
    assert answer.status_code == 422
    assert "b.png: We could not read this picture." in answer.text
    assert "c.png: This picture has 40 × 40 pixels." in answer.text
    assert len(shelf.order) == 1


def test_nothing_chosen_says_so(shelf):
    answer = shelf.add()
    assert "Please choose a picture." in answer.text


def test_pictures_are_put_in_order_by_buttons_and_by_place(shelf):
    shelf.add(*((f"{colour}.png", a_shot(colour=colour)) for colour in ("red", "green", "blue")))
    red, green, blue = shelf.order
    shelf.send(f"images/{blue}/move", to="first")
    assert shelf.order == [blue, red, green]
    shelf.send(f"images/{blue}/move", to="later")
    assert shelf.order == [red, blue, green]
    shelf.send(f"images/{green}/move", to="earlier")
    assert shelf.order == [red, green, blue]
    shelf.send(f"images/{red}/move", to="2")
    assert shelf.order == [green, blue, red]
    shelf.send(f"images/{red}/move", to="nowhere")
    assert shelf.order == [green, blue, red]


def test_a_picture_is_described_in_the_language_of_the_texts_shown(shelf):
    shelf.add(("a.png", a_shot()))
    (code,) = shelf.order
    shelf.send(f"images/{code}/alt", "?text=en", **{f"alt-{code}-alt": "A bottle with a dropper"})
    shelf.send(f"images/{code}/alt", "?text=ko", **{f"alt-{code}-alt": "스포이트 병"})
    assert shelf.goods().images[0].alt == {"en": "A bottle with a dropper", "ko": "스포이트 병"}
    assert "A bottle with a dropper" in shelf.browser.get(f"{shelf.address}?text=en").text


def test_a_picture_is_removed(shelf):
    shelf.add(("a.png", a_shot()))
    shelf.send(f"images/{shelf.order[0]}/remove")
    assert shelf.order == []


def test_pictures_of_approved_goods_change_on_a_version_of_their_own(app):
    shelf = Shelf(app, lambda company: shown_listing(app, company))
    shelf.add(("a.png", a_shot()), ("b.png", a_shot(colour="red")))
    goods = shelf.goods()
    assert goods.version.number == 2
    assert len(goods.images) == 3


VEGAN = {
    "certificate-new-kind": "vegan",
    "certificate-new-number": "V-1",
    "certificate-new-issuer": "The Vegan Society",
    "certificate-new-valid_until": "2027-03-31",
}


def test_a_certificate_is_stated_with_its_file_among_the_company_s_documents(app, shelf):
    file = (io.BytesIO(a_pdf()), "vegan.pdf")
    answer = shelf.send("certificates", **VEGAN, **{"certificate-new-document": file})
    assert answer.status_code == 302
    (one,) = shelf.goods().certificates
    assert (one.kind, one.number, one.valid_until.isoformat()) == (
        CertificateKind.VEGAN,
        "V-1",
        "2027-03-31",
    )
    with app.test_request_context():
        assert find_document(one.document).name == "vegan.pdf"
    assert f"/files/{one.document}" in shelf.browser.get(f"{shelf.address}?step=certificates").text


def test_a_refused_certificate_keeps_its_file(shelf):
    file = (io.BytesIO(a_pdf()), "vegan.pdf")
    wrong = VEGAN | {"certificate-new-valid_until": "soon", "certificate-new-document": file}
    page = shelf.send("certificates", **wrong)
    assert page.status_code == 422
    assert "Please write the day as 2027-03-31." in page.text
    assert "The file is kept." in page.text
    kept = hidden_fields(page.text)
    shelf.browser.post(f"{shelf.address}/certificates", data=kept | VEGAN)
    assert shelf.goods().certificates[0].document == kept["certificate-new-kept"]


def test_a_file_that_cannot_be_taken_says_why_beside_it(shelf):
    file = (io.BytesIO(b"nothing"), "x.exe")
    page = shelf.send("certificates", **VEGAN, **{"certificate-new-document": file})
    assert "This is neither a PDF nor a picture" in page.text
    assert shelf.goods().certificates == ()


def test_a_certificate_is_changed_and_removed(shelf):
    shelf.send("certificates", **VEGAN)
    code = shelf.goods().certificates[0].code
    named = {name.replace("new", code): value for name, value in VEGAN.items()}
    shelf.send(f"certificates/{code}", **named | {f"certificate-{code}-number": "V-2"})
    assert shelf.goods().certificates[0].number == "V-2"
    shelf.send(f"certificates/{code}/remove")
    assert shelf.goods().certificates == ()


def test_pictures_rest_while_an_operator_looks(app):
    shelf = Shelf(app, listing)
    shelf.send("submit")
    answer = shelf.add(("a.png", a_shot()))
    assert "Take it back from the review" in answer.text
    assert len(shelf.order) == 1
