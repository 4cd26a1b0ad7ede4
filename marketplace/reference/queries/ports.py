"""Ports and airports by words, country and kind."""

from sqlalchemy import or_, select

from marketplace.core.db import session
from marketplace.core.text import text_key
from marketplace.reference.enums import PortKind
from marketplace.reference.models import Port

LIMIT = 25


def find_ports(
    words: str = "",
    *,
    country: str | None = None,
    kind: PortKind | None = None,
    limit: int = LIMIT,
) -> list[Port]:
    """Return ports whose name has the words or whose code (UN/LOCODE, IATA) begins so.

    The main ones come first, then by name. Without words: those of the country, the main ones
    everywhere.
    """
    query = select(Port)
    key, code = text_key(words), words.strip().upper().replace(" ", "")
    if key:
        query = query.where(
            or_(
                Port.name_key.contains(key, autoescape=True),
                Port.code.startswith(code, autoescape=True),
                Port.iata == code,
            )
        )
    elif country is None:
        query = query.where(Port.main)
    if country is not None:
        query = query.where(Port.country == country)
    if kind is not None:
        query = query.where(Port.sea if kind is PortKind.SEA else Port.air)
    order = (Port.main.desc(), Port.name_key, Port.code)
    return list(session.scalars(query.order_by(*order).limit(limit)))


def port_by_code(code: str) -> Port | None:
    """Return the port with a UN/LOCODE, such as NLRTM."""
    return session.scalar(select(Port).where(Port.code == code))
