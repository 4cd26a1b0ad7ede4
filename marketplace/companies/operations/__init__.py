"""The acts of companies."""

from marketplace.companies.operations.acting import begin_acting, end_acting
from marketplace.companies.operations.documents import add_document
from marketplace.companies.operations.founding import (
    CompanyFacts,
    close_company,
    found_company,
    found_further_company,
)
from marketplace.companies.operations.hours import (
    WorkingHours,
    add_day_off,
    change_hours,
    remove_day_off,
)
from marketplace.companies.operations.identity import Identity, write_identity
from marketplace.companies.operations.invitations import (
    InvitationFacts,
    Newcomer,
    accept_invitation,
    end_invitation,
    invite,
    join_as_newcomer,
    withdraw_invitation,
)
from marketplace.companies.operations.members import (
    change_member,
    leave_company,
    remove_member,
)
from marketplace.companies.operations.ownership import (
    accept_ownership,
    decline_ownership,
    end_offer,
    offer_ownership,
    withdraw_ownership,
)
from marketplace.companies.operations.places import (
    AddressFacts,
    ContactFacts,
    add_address,
    add_contact,
    change_place,
    remove_place,
)
from marketplace.companies.operations.profile import (
    BusinessFacts,
    CompanyNames,
    change_business,
    change_logo,
    change_names,
    let_sellers_write,
    write_text,
)

__all__ = [
    "AddressFacts",
    "BusinessFacts",
    "CompanyFacts",
    "CompanyNames",
    "ContactFacts",
    "Identity",
    "InvitationFacts",
    "Newcomer",
    "WorkingHours",
    "accept_invitation",
    "accept_ownership",
    "add_address",
    "add_contact",
    "add_day_off",
    "add_document",
    "begin_acting",
    "change_business",
    "change_hours",
    "change_logo",
    "change_member",
    "change_names",
    "change_place",
    "close_company",
    "decline_ownership",
    "end_acting",
    "end_invitation",
    "end_offer",
    "found_company",
    "found_further_company",
    "invite",
    "join_as_newcomer",
    "leave_company",
    "let_sellers_write",
    "offer_ownership",
    "remove_day_off",
    "remove_member",
    "remove_place",
    "withdraw_invitation",
    "withdraw_ownership",
    "write_identity",
    "write_text",
]
