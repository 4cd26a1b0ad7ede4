"""Pictures of goods: added, put in order, described, taken away."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from limits import RateLimitItemPerHour

from marketplace.catalog.errors import too_many
from marketplace.catalog.forms import AltForm, PicturesForm
from marketplace.catalog.models import Listing, ListingImage
from marketplace.catalog.models.version import MOST_IMAGES
from marketplace.catalog.operations import add_image, move_image, remove_image, write_alt
from marketplace.catalog.queries.completeness import EditorStep
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of, images_of
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.editor_page import text_language
from marketplace.catalog.routes.seller.saving import show_as_typed
from marketplace.catalog.routes.seller.subjects import (
    PartOfListing,
    actor,
    find_goods,
    find_picture,
    to_editor,
)
from marketplace.catalog.rules import writes_goods
from marketplace.core import limits
from marketplace.core.audit import Actor
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.errors import Refused, TooMany
from marketplace.core.images import Picture, convert
from marketplace.core.images.convert import LARGEST_FILE
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.web.uploads import takes_file

PICTURES_OF_PERSON = RateLimitItemPerHour(200, namespace="goods-picture-person")
#: A smaller one cannot be looked at; the review remarks on larger ones that are still small.
LEAST_SIDE = 200
MOST_STRETCHED = 4

_IMAGES = "/c/<company>/selling/listings/<code>/images"


@bp.post(_IMAGES)
@takes_file(MOST_IMAGES * LARGEST_FILE)
@guard(writes_goods, subject=find_goods)
def add_pictures(listing: Listing) -> ResponseReturnValue:
    """Add each picture that can be read; name those that cannot, and why."""
    company, code = listing.company.code, listing.code
    goods = goods_of(editable_version_of(listing))
    form, who = PicturesForm(goods, text_language(goods), is_sent=True), actor(listing.company)
    sent = [file for file in form.files.data or () if file and file.filename]
    if not sent:
        form.files.errors = [_("Please choose a picture.")]
    taken, free = 0, MOST_IMAGES - len(goods.images)
    if len(sent) > max(free, 0):
        form.files.errors = [*form.files.errors, too_many(MOST_IMAGES, "picture").sentence]
    for file in sent[: max(free, 0)]:
        with file.stream as stream:
            content = stream.read(LARGEST_FILE + 1)
        try:
            if _take(listing, content, who):
                taken += 1
            else:
                flash(f"{file.filename}: {_('This picture is there already.')}", "info")
        except (Refused, TooMany) as refusal:
            form.files.errors = [*form.files.errors, f"{file.filename}: {refusal.sentence}"]
    if taken:
        flash(ngettext("%(num)d picture added.", "%(num)d pictures added.", taken), "good")
    if form.files.errors:
        return show_as_typed(form, listing)
    return to_editor(company, code, EditorStep.PICTURES, text=request.args.get("text", ""))


def _take(listing: Listing, content: bytes, who: Actor) -> bool:
    """Convert a picture outside of any transaction and add it; return whether it is a new one.

    Raises Refused and TooMany.
    """
    person = present_reader().person.code
    end_reading()
    limits.count(PICTURES_OF_PERSON, person)
    picture = convert(content, least_side=LEAST_SIDE, most_stretched=MOST_STRETCHED)
    return unit_of_work(_add, listing, picture, who)


def _add(listing: Listing, picture: Picture, who: Actor) -> bool:
    version = editable_version_of(listing)
    is_new = all(image.picture != picture.key for image in images_of(version))
    add_image(version, picture, actor=who)
    return is_new


@bp.post(f"{_IMAGES}/<image>/move")
@guard(writes_goods, subject=find_picture)
def move_picture(piece: PartOfListing[ListingImage]) -> ResponseReturnValue:
    """Put a picture first, one place earlier or later, or at a place counted from 0."""
    listing, image = piece.listing, piece.row
    company, code = listing.company.code, listing.code
    version = editable_version_of(listing)
    order = [one.code for one in images_of(version)]
    done_or_flashed(
        move_image,
        version,
        image,
        _place(request.form.get("to", ""), order.index(image.code)),
        actor=actor(listing.company),
    )
    return to_editor(company, code, EditorStep.PICTURES, text=request.args.get("text", ""))


def _place(to: str, present: int) -> int:
    named = {"first": 0, "earlier": present - 1, "later": present + 1}
    if to in named:
        return named[to]
    return min(int(to), MOST_IMAGES) if to.isascii() and to.isdigit() else present


@bp.post(f"{_IMAGES}/<image>/remove")
@guard(writes_goods, subject=find_picture)
def remove_picture(piece: PartOfListing[ListingImage]) -> ResponseReturnValue:
    """Take a picture away."""
    listing, image = piece.listing, piece.row
    company, code = listing.company.code, listing.code
    version = editable_version_of(listing)
    if done_or_flashed(remove_image, version, image, actor=actor(listing.company)):
        flash(_("Picture removed."), "good")
    return to_editor(company, code, EditorStep.PICTURES, text=request.args.get("text", ""))


@bp.post(f"{_IMAGES}/<image>/alt")
@guard(writes_goods, subject=find_picture)
def describe_picture(piece: PartOfListing[ListingImage]) -> ResponseReturnValue:
    """Say what is to be seen in a picture, in the language of the texts shown."""
    listing, image = piece.listing, piece.row
    company, code = listing.company.code, listing.code
    goods = goods_of(editable_version_of(listing))
    tag = text_language(goods)
    form = AltForm(goods, tag, image, is_sent=True)
    if form.validate() and form.done_by(
        write_alt,
        goods.version,
        image,
        {tag: form.alt.data or ""},
        row_version=form.seen_version,
        actor=actor(listing.company),
    ):
        return to_editor(company, code, EditorStep.PICTURES, text=tag)
    return show_as_typed(form, listing)
