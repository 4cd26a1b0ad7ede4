"""Goods on the desk: a listing's record, taking it down, the HS code that its seller left open."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.catalog.enums import LISTING_STATE_NAMES, VERSION_STATE_NAMES, VersionState
from marketplace.catalog.forms.desk import SettleHsForm, TakeDownForm
from marketplace.catalog.models import Listing
from marketplace.catalog.operations import REVIEW_KIND, put_back, settle_hs, take_down
from marketplace.catalog.queries.listings import (
    listing_by_code,
    newest_version_of,
    open_version_of,
    texts_of,
    versions_of,
)
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.catalog.queries.showing import taking_down_of
from marketplace.catalog.routes import bp
from marketplace.catalog.rules import moderates_goods
from marketplace.catalog.transitions import LISTING
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.refusals import done_or_flashed, flash_all
from marketplace.moderation.queries import open_review_of


@bp.get("/desk/listings/<code>")
@guard(moderates_goods, subject=listing_by_code)
def goods_on_desk(listing: Listing) -> ResponseReturnValue:
    """Show where a listing stands, its versions, and what may be done with it."""
    return _page(listing, TakeDownForm())


def _page(listing: Listing, form: TakeDownForm) -> str:
    form.offer()
    newest = newest_version_of(listing)
    titles = {text.language: text.title for text in texts_of(newest) if text.title}
    spoken, title = pick_text(titles, language.current().tag, newest.original) or ("", "")
    waiting = open_version_of(listing)
    in_review = waiting is not None and waiting.state is VersionState.SUBMITTED
    taken = taking_down_of(listing)
    return render_template(
        "catalog/operator_listing.html",
        listing=listing,
        title=title or listing.code,
        title_language=spoken,
        versions=versions_of(listing),
        state_name=LISTING_STATE_NAMES[listing.state],
        version_names=VERSION_STATE_NAMES,
        review=open_review_of(REVIEW_KIND, waiting.code) if waiting and in_review else None,
        reasons=(taken.facts.get("reasons", []) if taken else []),
        may_take_down=LISTING.can(listing, "take_down"),
        may_put_back=LISTING.can(listing, "put_back"),
        form=form,
    )


@bp.post("/desk/listings/<code>/take-down")
@guard(moderates_goods, subject=listing_by_code)
def take_goods_down(listing: Listing) -> ResponseReturnValue:
    """Take the listing down, with reasons that its seller reads."""
    form, code = TakeDownForm(), listing.code
    form.offer()
    actor = present_reader().actor()
    if form.validate_on_submit() and form.done_by(
        take_down, listing, tuple(form.reasons.data or ()), actor=actor
    ):
        flash(_("Buyers no longer see it. The seller is told why."), "good")
        return redirect(url_for(".goods_on_desk", code=code))
    now = listing_by_code(code) or listing
    if not LISTING.can(now, "take_down"):  # the page has no form beside which it could stand
        flash_all(form.summary)
    return _page(now, form)


@bp.post("/desk/listings/<code>/put-back")
@guard(moderates_goods, subject=listing_by_code)
def put_goods_back(listing: Listing) -> ResponseReturnValue:
    """Put a listing that was taken down back to where it was."""
    code = listing.code
    if done_or_flashed(put_back, listing, actor=present_reader().actor()):
        flash(_("It is as it was before it was taken down."), "good")
    return redirect(url_for(".goods_on_desk", code=code))


@bp.post("/desk/listings/<code>/hs")
@guard(moderates_goods, subject=listing_by_code)
def settle_goods_hs(listing: Listing) -> ResponseReturnValue:
    """Write the HS code of the version in review, which its seller left open or got wrong."""
    form, code = SettleHsForm(), listing.code
    version = open_version_of(listing)
    review = open_review_of(REVIEW_KIND, version.code) if version else None
    if version is None or review is None:
        flash(_("This is no longer in review."), "warn")
        return redirect(url_for(".goods_on_desk", code=code))
    back = url_for("moderation.review", review=review.code) + "#hs"
    actor = present_reader().actor()
    if not form.validate_on_submit() or form.choice is None:
        flash(" ".join(str(error) for error in form.hs.errors), "bad")
    elif form.done_by(settle_hs, version, form.choice, actor=actor):
        flash(_("The HS code is written; the seller sees it too."), "good")
    else:
        flash(" ".join([*form.summary, *map(str, form.hs.errors)]), "bad")
    return redirect(back)
