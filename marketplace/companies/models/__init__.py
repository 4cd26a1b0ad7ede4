"""The tables of companies: the company, what it says of itself, its people, who acts for it."""

from marketplace.companies.models.acting import ActingFor
from marketplace.companies.models.address_name import CompanyAddressName
from marketplace.companies.models.company import (
    NAME_LENGTH,
    NUMBER_LENGTH,
    POSITION_LENGTH,
    Company,
    Member,
)
from marketplace.companies.models.documents import FILE_NAME_LENGTH, CompanyDocument
from marketplace.companies.models.joining import Invitation, OwnershipOffer
from marketplace.companies.models.places import CompanyAddress, CompanyContact
from marketplace.companies.models.profile import (
    Business,
    CompanyLanguage,
    CompanyText,
    DayOff,
    ExportMarket,
    WorkCalendar,
)

__all__ = [
    "FILE_NAME_LENGTH",
    "NAME_LENGTH",
    "NUMBER_LENGTH",
    "POSITION_LENGTH",
    "ActingFor",
    "Business",
    "Company",
    "CompanyAddress",
    "CompanyAddressName",
    "CompanyContact",
    "CompanyDocument",
    "CompanyLanguage",
    "CompanyText",
    "DayOff",
    "ExportMarket",
    "Invitation",
    "Member",
    "OwnershipOffer",
    "WorkCalendar",
]
