"""The forms of the editor: each part of a listing is a form of its own."""

from marketplace.catalog.forms.goods import CategoryForm, CodeForm, FactsForm, HsForm
from marketplace.catalog.forms.media import AltForm, CertificateForm, PicturesForm
from marketplace.catalog.forms.part import PartForm
from marketplace.catalog.forms.texts import TextForm
from marketplace.catalog.forms.trade import (
    CartonForm,
    OptionsForm,
    PricesForm,
    SampleForm,
    TermsForm,
)

__all__ = [
    "AltForm",
    "CartonForm",
    "CategoryForm",
    "CertificateForm",
    "CodeForm",
    "FactsForm",
    "HsForm",
    "OptionsForm",
    "PartForm",
    "PicturesForm",
    "PricesForm",
    "SampleForm",
    "TermsForm",
    "TextForm",
]
