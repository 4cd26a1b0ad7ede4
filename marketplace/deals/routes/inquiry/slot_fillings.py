"""What inquiries put on the pages of lower rooms: the button, the way to one's own, to-dos."""

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.accounts.protocols import BrowserDraft, pass_on_at_sign_in
from marketplace.accounts.queries import present_reader
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web.browser_cache import has_own_page, own_page_with
from marketplace.core.web.text_language import apart
from marketplace.core.web.todos import Todo
from marketplace.deals.enums import CERTIFICATES, Certificate
from marketplace.deals.operations.drafts import claim
from marketplace.deals.queries.goods import company_called
from marketplace.deals.routes.inquiry.draft_holder import (
    COOKIE,
    draft_here,
    drafts_here,
    token_here,
)
from marketplace.reference.queries.settings import seller_answer_days

#: Drafts that are to-dos of their own.
TODOS = 3


def install(app: Flask) -> None:
    """Fill the slots, let drafts come along when somebody signs up or in, offer words."""
    pass_on_at_sign_in(BrowserDraft("inquiry", lambda: token_here() or "", claim))
    own_page_with(COOKIE)
    app.add_template_global(certificate_words)
    app.add_template_global(company_called)
    fill("listing.acts", _LISTING_ACTS)
    fill("listing.bar", _LISTING_BAR)
    fill("seller.acts", _SELLER_ACTS)
    fill("card.acts", _CARD_ACTS)
    fill("public_nav", _NAV)
    fill("public_head", _HEAD)
    fill("buyer_home.todos", _TODOS)


def certificate_words(code: str) -> str:
    """Return what a certificate (a code) is called, in the language of the page."""
    return str(CERTIFICATES[Certificate(code)]) if code in set(Certificate) else code


def _of_goods(goods: object, quantity: int | None = None, **_subject: object) -> Facts | None:
    seller: Company = goods.company  # type: ignore[attr-defined]
    return _facts(seller, listing=goods.listing.code, quantity=quantity)  # type: ignore[attr-defined]


def _of_seller(company: Company, **_subject: object) -> Facts | None:
    return _facts(company)


def _of_card(card: object, seller: Company, **_subject: object) -> Facts | None:
    if not has_own_page():
        return None
    facts = _facts(seller, listing=card.code, quantity=card.moq)  # type: ignore[attr-defined]
    return facts | {"title": card.title}  # type: ignore[attr-defined]


def _facts(seller: Company, *, listing: str = "", quantity: int | None = None) -> dict[str, object]:
    own = has_own_page()
    draft = draft_here(seller) if own else None
    codes = [line.listing.code for line in draft.lines] if draft else []
    return {
        "seller": seller,
        "listing": listing,
        "quantity": quantity,
        "is_own": own,
        "goods": len(codes),
        "is_in": listing in codes,
        "days": seller_answer_days(),
    }


def _nav(**_subject: object) -> Facts | None:
    if not has_own_page():
        return None
    drafts = drafts_here()
    reader = present_reader()
    if not drafts and (reader is None or reader.operator is not None):
        return None
    return {"count": len(drafts)}


def _todos(company: Company, **_subject: object) -> Facts | None:
    reader = present_reader()
    if company.side is not Side.BUYER or reader is None:
        return None
    drafts = [draft for draft in drafts_here() if draft.seller.state is CompanyState.OPEN]
    return {"items": [_todo(draft) for draft in drafts[-TODOS:]]}


def _todo(draft: object) -> Todo:
    count = len(draft.lines)  # type: ignore[attr-defined]
    seller: Company = draft.seller  # type: ignore[attr-defined]
    return Todo(
        title=_("Send your inquiry to %(seller)s", seller=apart(company_called(seller))),
        text=ngettext(
            "It asks for one of the goods and is not sent yet.",
            "It asks for %(num)d of the goods and is not sent yet.",
            count,
        )
        if count
        else _("No goods yet"),
        icon="paper-airplane",
        href=url_for("deals.inquiry", company=seller.code),
        act=_("Go on"),
    )


def _nothing(**_subject: object) -> Facts | None:
    return {}


_LISTING_ACTS = Filling(10, "deals/_listing_acts.html", _of_goods)
_LISTING_BAR = Filling(10, "deals/_listing_bar.html", _of_goods)
_SELLER_ACTS = Filling(10, "deals/_seller_acts.html", _of_seller)
_CARD_ACTS = Filling(10, "deals/_card_acts.html", _of_card)
_NAV = Filling(20, "deals/_way_to_inquiries.html", _nav)
_HEAD = Filling(20, "deals/_head.html", _nothing)
_TODOS = Filling(7, "", _todos)
