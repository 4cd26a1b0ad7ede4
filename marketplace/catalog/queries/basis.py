"""Named reads: the price basis that a seller is offered first."""

from typing import NamedTuple

from sqlalchemy import select

from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.reference.enums import TransportMode
from marketplace.reference.models import Port

#: The seller clears the goods for export and hands them over: it fits every mode of transport.
USUAL_RULE = "FCA"


class Basis(NamedTuple):
    """An Incoterms rule with its named place; `port` is the place's UN/LOCODE, "" for none."""

    incoterm: str
    place: str
    port: str


def usual_basis(company: Company, mode: TransportMode) -> Basis:
    """Return FCA with the main port of the company's country, its main airport for other modes.

    The place is "" where no port of the country is known.
    """
    is_sea = mode is TransportMode.SEA
    calls = Port.sea if is_sea else Port.air
    found = session.scalar(
        select(Port)
        .where(Port.country == company.country, calls)
        .order_by(Port.main.desc(), Port.sea.desc() if is_sea else Port.sea, Port.id)
        .limit(1)
    )
    if found is None:
        return Basis(USUAL_RULE, "", "")
    return Basis(USUAL_RULE, found.name, found.code)
