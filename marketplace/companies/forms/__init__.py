"""The forms of companies."""

from marketplace.companies.forms.hours import DayOffForm, HoursForm, calendar_day
from marketplace.companies.forms.people import (
    HandOverForm,
    InviteForm,
    MemberForm,
)
from marketplace.companies.forms.places import (
    AddressForm,
    ContactForm,
    NewAddressForm,
    NewContactForm,
)
from marketplace.companies.forms.profile import BusinessForm, LogoForm, NamesForm, TextForm
from marketplace.companies.forms.sign_up import (
    BuyerCompanyForm,
    FurtherBuyerForm,
    FurtherSellerForm,
    NewcomerForm,
    SellerCompanyForm,
    YouForm,
)

__all__ = [
    "AddressForm",
    "BusinessForm",
    "BuyerCompanyForm",
    "ContactForm",
    "DayOffForm",
    "FurtherBuyerForm",
    "FurtherSellerForm",
    "HandOverForm",
    "HoursForm",
    "InviteForm",
    "LogoForm",
    "MemberForm",
    "NamesForm",
    "NewAddressForm",
    "NewContactForm",
    "NewcomerForm",
    "SellerCompanyForm",
    "TextForm",
    "YouForm",
    "calendar_day",
]
