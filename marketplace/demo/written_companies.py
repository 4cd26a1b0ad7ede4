"""The companies and offices written for a demo; a home country without such files has none."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.operations import OfficeFacts
from marketplace.companies.enums import Side
from marketplace.companies.operations import CompanyFacts
from marketplace.core.text import text_key
from marketplace.demo.companies import SampleCompany
from marketplace.demo.sign_ins import DemoSignIns
from marketplace.reference.countries import home_pack

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class SampleOperator:
    """A made-up operator of an office abroad."""

    name: str
    mail: str
    language: str
    roles: frozenset[OperatorRole]


@dataclass(frozen=True)
class SampleOffice:
    """A made-up office and who works there, besides the demo's own operator at headquarters."""

    facts: OfficeFacts
    operators: tuple[SampleOperator, ...]


@dataclass(frozen=True)
class Founder:
    """Who signs up for a made-up company: name and language of the pages and mails."""

    name: str
    language: str
    company: CompanyFacts
    sample: SampleCompany


def offices_of(home: str) -> list[SampleOffice]:
    """Return the offices of the demo with this home country, headquarters first."""
    return [_office(row) for row in _rows(home, "office")]


def _office(row: dict[str, Any]) -> SampleOffice:
    domain = row["mail"].split("@")[1]
    facts = OfficeFacts(
        name=row["name"],
        name_local=row["name_local"],
        time_zone=row["time_zone"],
        mail=row["mail"],
        phone=row["phone"],
        countries=frozenset(row["countries"]),
    )
    operators = tuple(
        SampleOperator(
            name,
            f"{name.split()[0].lower()}@{domain}",
            language,
            frozenset(OperatorRole(role) for role in roles),
        )
        for name, language, roles in row["operators"]
    )
    return SampleOffice(facts, operators)


def sellers_of(home: str, sign_ins: DemoSignIns) -> list[Founder]:
    """Return the sellers; the first one is founded by the demo's own seller."""
    rows = _rows(home, "seller")
    return [_seller(home, row, sign_ins if row is rows[0] else None) for row in rows]


def _seller(home: str, row: dict[str, Any], sign_ins: DemoSignIns | None) -> Founder:
    pack = home_pack(home)
    number = pack.read_identity_number(row["number"])
    company = CompanyFacts(
        side=Side.SELLER,
        name=row["name"],
        country=home,
        number=pack.format_identity_number(number),
        number_key=text_key(number),
    )
    mail = sign_ins.person("seller").mail if sign_ins else row["contact"][2]
    texts = {
        tag: (row[f"headline_{tag}"], row[f"story_{tag}"].strip())
        for tag in (pack.LANGUAGE, "en")
        if f"story_{tag}" in row
    }
    sample = SampleCompany(Side.SELLER, home, mail, pack.LANGUAGE, row, texts)
    return Founder(row["contact"][0], pack.LANGUAGE, company, sample)


def traders_of(home: str) -> list[Founder]:
    """Return the sellers with a broad range, who fill what the others leave."""
    return [_seller(home, row, None) for row in _rows(home, "trader")]


def buyers_of(home: str, sign_ins: DemoSignIns) -> list[Founder]:
    """Return the buyers; the first one is founded by the demo's own buyer."""
    rows = _rows(home, "buyer")
    return [_buyer(row, sign_ins if row is rows[0] else None) for row in rows]


def _buyer(row: dict[str, Any], sign_ins: DemoSignIns | None) -> Founder:
    name, _position, language = row["owner"]
    company = CompanyFacts(side=Side.BUYER, name=row["name"], country=row["country"])
    mail = sign_ins.person("buyer").mail if sign_ins else row["contact"][2]
    texts = {row["language"]: (row["headline"], row["story"])}
    sample = SampleCompany(Side.BUYER, row["country"], mail, language, row, texts)
    return Founder(name, language, company, sample)


def _rows(home: str, kind: str) -> list[dict[str, Any]]:
    path = CONTENT / home.lower() / f"{kind}s.toml"
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return rows
