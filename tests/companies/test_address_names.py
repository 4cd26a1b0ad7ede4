"""Under which name a seller's page is found, and that an old one never leads elsewhere."""

import pytest
from sqlalchemy import select

from marketplace.companies.models import CompanyAddressName
from marketplace.companies.operations import CompanyNames, change_names
from marketplace.companies.operations.address_names import address_form
from marketplace.companies.queries import find_any_company
from marketplace.companies.queries.address_names import seller_under
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from tests.factories.companies import NUMBERS, make_member, seller_facts


def name_in_addresses(company):
    present = CompanyAddressName.until.is_(None)
    names = select(CompanyAddressName.name).where(present)
    return session.scalar(names.where(CompanyAddressName.company_id == company.id))


def rename(code, name, name_latin="", trade_name=""):
    company = find_any_company(code)
    names = CompanyNames(name, name_latin, trade_name)
    unit_of_work(change_names, company, names, seen_version=company.version, actor=AT_THE_SERVER)
    return name_in_addresses(company)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Hanbiton Co., Ltd.", "hanbiton-co-ltd"),
        ("  Café Été  ", "cafe-ete"),
        ("한빛온", ""),
        ("x" * 200, "x" * 72),
    ],
)
def test_a_name_in_addresses_has_small_latin_letters_figures_and_dashes(name, form):
    assert address_form(name) == form


def test_a_seller_gets_its_name_when_it_is_founded_and_a_buyer_none(app):
    seller, buyer = make_member(app, seller_facts()), make_member(app)
    with app.app_context():
        assert name_in_addresses(find_any_company(seller.company)) == "hanbiton-co-ltd"
        assert name_in_addresses(find_any_company(buyer.company)) is None


def test_a_seller_without_latin_letters_is_found_by_its_id_until_it_has_some(app):
    made = make_member(app, seller_facts("한빛온"))
    with app.app_context():
        assert name_in_addresses(find_any_company(made.company)) == made.company.lower()
        assert rename(made.company, "한빛온", "Hanbiton Co., Ltd.", "한빛") == "hanbiton-co-ltd"
        assert rename(made.company, "한빛온", "Hanbiton Co., Ltd.", "Hanbit") == "hanbit"


def test_an_old_name_still_leads_to_its_company_and_to_nobody_else(app):
    first = make_member(app, seller_facts("Onsaem"))
    with app.app_context():
        assert rename(first.company, "Onsaem Botanics") == "onsaem-botanics"
    second = make_member(app, seller_facts("Onsaem", NUMBERS[1]))
    with app.app_context():
        assert name_in_addresses(find_any_company(second.company)) == "onsaem-2"
        found = seller_under("onsaem")
        assert (found.company.code, found.name) == (first.company, "onsaem-botanics")
        assert seller_under("OnSaem") == found
        assert seller_under("nobody") is None


def test_a_company_takes_its_old_name_back(app):
    made = make_member(app, seller_facts("Onsaem"))
    with app.app_context():
        assert rename(made.company, "Other") == "other"
        assert rename(made.company, "Onsaem") == "onsaem"
        assert seller_under("other").name == "onsaem"
