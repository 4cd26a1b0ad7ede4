"""Writing a company's names and number as its registration document shows them."""

from dataclasses import asdict, dataclass

from marketplace.companies.models import Company
from marketplace.companies.operations.address_names import give_address_name
from marketplace.companies.operations.record import lock_open, write_down
from marketplace.core.audit import Actor
from marketplace.core.text import text_key


@dataclass(frozen=True)
class Identity:
    """What a registration document says of a company; `name_latin` is "" where `name` is Latin."""

    name: str
    name_latin: str
    number: str
    number_key: str


def write_identity(company: Company, identity: Identity, *, actor: Actor) -> None:
    """Write the company's names and number as an operator read them on its document.

    Its members' open forms notice the change. Raises Conflict when the company was closed.
    """
    lock_open(company)
    values = asdict(identity) | {"name_key": text_key(identity.name)}
    changed = sorted(name for name, value in values.items() if getattr(company, name) != value)
    for name in changed:
        setattr(company, name, values[name])
    if changed:
        company.version += 1
        give_address_name(company)
        fields = [name for name in changed if not name.endswith("_key")]
        write_down(company, "identity:checked", actor=actor, fields=fields)
