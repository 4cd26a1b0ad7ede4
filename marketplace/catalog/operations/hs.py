"""Choosing the HS code: by the seller, or by the operator where the seller is not sure."""

from typing import Any

from sqlalchemy import select

from marketplace.catalog import errors
from marketplace.catalog.enums import VersionState
from marketplace.catalog.models import ListingVersion
from marketplace.catalog.operations.record import lock_for_moderator
from marketplace.catalog.operations.submission import REVIEW_KIND
from marketplace.catalog.operations.versions import (
    differing,
    lock_version,
    record_change,
    version_to_write_on,
)
from marketplace.catalog.queries.hs import HsChoice
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, require_version, session
from marketplace.moderation.operations import settle_remarks
from marketplace.reference.models import HsCode


def choose_hs(
    version: ListingVersion, choice: HsChoice, *, row_version: int, actor: Actor
) -> ListingVersion:
    """Write the HS code of the goods, or that the seller is not sure; return the version.

    Raises Refused beside `hs` for six digits that do not exist, Conflict when somebody was faster.
    """
    values = _values(choice)
    lock_version(version, actor)
    require_version(version, row_version)
    fields = differing(version, values)
    if not fields:
        return version
    version = version_to_write_on(version, actor).version
    change_row(version, values | {"hs_chosen_by": actor.person or ""})
    record_change(version, "hs:chosen", actor=actor, fields=fields)
    return version


def settle_hs(version: ListingVersion, choice: HsChoice, *, actor: Actor) -> None:
    """Write the HS code of a version, as the operator who reviews it.

    Raises NotAllowed unless the actor is a moderator of the company's country, Refused for six
    digits that do not exist, Conflict when the version is no longer in review.
    """
    values = _values(choice)
    person = lock_for_moderator(version.listing, actor)
    session.refresh(version)
    if version.state is not VersionState.SUBMITTED:
        raise errors.seen_before()
    fields = differing(version, values)
    if fields:
        change_row(version, values | {"hs_chosen_by": person.code})
        record_change(version, "hs:settled", actor=actor, fields=fields)
        settle_remarks(REVIEW_KIND, version.code, "hs")


def _values(choice: HsChoice) -> dict[str, Any]:
    if not choice.unsure and choice.code:
        _require_known(choice)
    return hs_values(choice)


def hs_values(choice: HsChoice) -> dict[str, Any]:
    """Return the columns of a choice whose digits are known."""
    if choice.unsure:
        choice = HsChoice(unsure=True)
    return {
        "hs_code": choice.code,
        "hs_edition": choice.edition,
        "hs_national": choice.national,
        "hs_country": choice.country,
        "hs_national_edition": choice.national_edition,
        "hs_unsure": choice.unsure,
    }


def _require_known(choice: HsChoice) -> None:
    """Refuse digits that no edition has, and national ones that do not begin with the six."""
    known = select(HsCode.id).where(
        HsCode.code == choice.code, HsCode.country == "", HsCode.edition == choice.edition
    )
    if session.scalar(known) is None:
        raise errors.unknown_hs_code(choice.code)
    if bool(choice.national) != bool(choice.country):
        raise errors.not_an_hs_code()
    if choice.national and not choice.national.startswith(choice.code):
        raise errors.not_an_hs_code()
