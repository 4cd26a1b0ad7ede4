"""A seller who writes first: the buyers who allow it, and the first message."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerDay

from marketplace.companies.models import Company
from marketplace.companies.queries import actor_for, find_seller, languages_of
from marketplace.core import limits
from marketplace.core.documents import LARGEST_DOCUMENT
from marketplace.core.errors import TooMany
from marketplace.core.permissions import guard, present_reader
from marketplace.core.text import one_line
from marketplace.core.web import language
from marketplace.core.web.uploads import takes_file
from marketplace.deals.forms.room import OpeningForm
from marketplace.deals.operations import open_deal
from marketplace.deals.operations.messages import MOST_FILES
from marketplace.deals.queries.first_message import (
    FirstMessage,
    buyers_to_write_to,
    find_first_message,
    open_deals_with,
)
from marketplace.deals.queries.goods_offer import GoodsOffer, goods_to_offer
from marketplace.deals.queries.room import hours_of
from marketplace.deals.routes import bp
from marketplace.deals.routes.room.acts import keep_files
from marketplace.deals.routes.room.page import hour_words, words_of_form
from marketplace.deals.rules import may_see_deal, may_write_in_deal
from marketplace.verification.queries import badge_of, badges_of, may_show_goods

#: First messages of a company in a day: nobody is to be advertised to.
OPENED_BY_COMPANY = RateLimitItemPerDay(10, namespace="deals-opened")
#: The buttons that look among the goods, and what they say beside a page's cursor.
LOOK, LOOK_AT_ALL, LOOK_FROM_FIRST = "look", "all", "first"
#: What is looked for is cut off behind so many characters.
WORDS_LENGTH = 100


@bp.get("/c/<company>/selling/buyers")
@guard(may_see_deal, subject=find_seller)
def buyers(company: Company) -> ResponseReturnValue:
    """List the checked buyers who allow sellers to write first."""
    page = buyers_to_write_to(request.args.get("after"))
    found = list(page.rows)
    return render_template(
        "deals/seller_buyers.html",
        company=company,
        page=page,
        badges=badges_of([buyer.id for buyer in found]),
        open_deals=open_deals_with(company, found),
        may_write_first=may_show_goods(company),
    )


@bp.route("/c/<company>/selling/buyers/<buyer>", methods=["GET", "POST"])
@takes_file(MOST_FILES * LARGEST_DOCUMENT)
@guard(may_write_in_deal, subject=find_first_message)
def write_first(knock: FirstMessage) -> ResponseReturnValue:
    """Open a deal towards a buyer with a first message about some of one's goods.

    Looking among these comes back with all that was typed and ticked, and sends nothing.
    """
    seller, buyer = knock.company, knock.buyer
    offer = _offer(seller)
    form = OpeningForm(buyer.code, language.current().tag, offer.choices)
    if LOOK in request.form:
        keep_files(form)
    elif form.is_submitted():
        code = _open(form, knock)
        if code is not None:
            return redirect(url_for("deals.room", company=seller.code, side="selling", deal=code))
    return render_template(
        "deals/seller_write_first.html",
        company=seller,
        buyer=buyer,
        badge=badge_of(buyer),
        hours=hours_of(buyer),
        hour_words=hour_words,
        form=form,
        offer=offer,
        **words_of_form(languages_of(buyer)),
    )


def _offer(seller: Company) -> GoodsOffer:
    """Return the goods that the form shows: `look` is where its page begins, or a word of these."""
    sent, look = request.form, request.form.get(LOOK, "")
    return goods_to_offer(
        seller,
        words="" if look == LOOK_AT_ALL else one_line(sent.get("q", ""))[:WORDS_LENGTH],
        cursor=None if look in {LOOK_AT_ALL, LOOK_FROM_FIRST} else look or None,
        ticked=sent.getlist("goods"),
    )


def _open(form: OpeningForm, knock: FirstMessage) -> str | None:
    keep_files(form)
    facts = form.facts() if form.validate() else None
    if facts is None:
        return None
    reader = present_reader()
    try:
        limits.count(OPENED_BY_COMPANY, knock.company.code, once_key=str(form.once_key.data))
    except TooMany as refusal:
        form.summary.append(refusal.sentence)
        return None
    return form.carry_out(
        open_deal,
        knock.company,
        knock.buyer,
        facts,
        form.goods.data or (),
        once_key=str(form.once_key.data),
        actor=actor_for(reader, knock.company),
    )
