"""Business numbers of the world: what each country calls its own, and the rule that checks it.

Names and rules come from python-stdnum, whose modules name their sources; home countries bring
their own in their folders. For countries that are not here, or here without a rule, any number is
taken and the pages say that it could not be checked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from flask_babel import gettext as _
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.util import clean

from marketplace.core.text import text_key
from marketplace.reference.countries import home_pack
from marketplace.reference.errors import NotAnIdentityNumber

_SHORTEST = 3
_SEPARATORS = " -./–·"


@dataclass(frozen=True)
class CompanyNumber:
    """The business number of a country: `name` as people there say it, "" for none of its own.

    `has_rule` says whether we know a rule that tells a mistyped one.
    """

    country: str
    name: str
    example: str
    has_rule: bool
    _read: Callable[[str], str]
    _write: Callable[[str], str]

    @property
    def label(self) -> str:
        """What forms and pages call the number."""
        return str(self.name) or str(_("Company registration number"))

    def read(self, text: str) -> str:
        """Return a typed number without its dashes; raises NotAnIdentityNumber with a reason."""
        return self._read(text)

    def fits(self, text: str) -> bool:
        """Whether a number is written as the rule says; without a rule any is."""
        try:
            self._read(text)
        except NotAnIdentityNumber:
            return False
        return True

    def written(self, text: str) -> str:
        """Return a number as people of the country write it; what fits no rule as it was typed."""
        if not self.has_rule:
            return text
        try:
            return self._write(self._read(text))
        except NotAnIdentityNumber:
            return text

    def key(self, text: str) -> str:
        """Return the form in which numbers are compared, also of one that fits no rule."""
        try:
            return text_key(self._read(text))
        except NotAnIdentityNumber:
            return text_key(clean(text, _SEPARATORS))


@cache
def company_number(country: str) -> CompanyNumber:
    """Return the business number of a country (ISO 3166 code)."""
    if (Path(__file__).parent / country.lower() / "__init__.py").is_file():
        pack = home_pack(country)
        return CompanyNumber(
            country,
            pack.IDENTITY_NUMBER,
            pack.IDENTITY_NUMBER_EXAMPLE,
            has_rule=True,
            _read=pack.read_identity_number,
            _write=pack.format_identity_number,
        )
    name, module = _NUMBERS.get(country, ("", ""))
    rule = import_module(f"stdnum.{module}") if module else None
    return CompanyNumber(
        country,
        name,
        "",
        has_rule=rule is not None,
        _read=_reading(name, rule) if rule else _any,
        _write=getattr(rule, "format", str),
    )


def _any(text: str) -> str:
    bare = clean(text, _SEPARATORS).strip().upper()
    if len(bare) < _SHORTEST or not any(sign.isdigit() for sign in bare):
        raise NotAnIdentityNumber(_("Please write the number as it appears on the document."))
    return str(bare)


def _reading(name: str, rule: ModuleType) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return str(rule.validate(text))
        except InvalidChecksum:
            raise NotAnIdentityNumber(
                _("One of these digits is not right: the check digit does not fit the others.")
            ) from None
        except ValidationError:
            raise NotAnIdentityNumber(
                _("This does not look like a number of this kind: %(name)s.", name=name)
            ) from None

    return read


#: ISO 3166 code: what the country calls the number, and the module of stdnum that checks it.
_NUMBERS = {
    "AE": ("رقم الرخصة التجارية · Trade licence number", ""),
    "AL": ("NIPT", "al.nipt"),
    "AR": ("CUIT", "ar.cuit"),
    "AT": ("UID", "at.uid"),
    "AU": ("ABN", "au.abn"),
    "AZ": ("VÖEN", "az.voen"),
    "BE": ("Ondernemingsnummer · Numéro d’entreprise", "be.vat"),
    "BG": ("ДДС номер", "bg.vat"),
    "BH": ("رقم السجل التجاري · CR number", ""),
    "BR": ("CNPJ", "br.cnpj"),
    "BY": ("УНП", "by.unp"),
    "CA": ("Business Number (BN)", "ca.bn"),
    "CH": ("UID · IDE · IDI", "ch.uid"),
    "CN": ("统一社会信用代码", "cn.uscc"),
    "CO": ("NIT", "co.nit"),
    "CR": ("Cédula jurídica", "cr.cpj"),
    "CY": ("ΦΠΑ · VAT number", "cy.vat"),
    "CZ": ("DIČ", "cz.dic"),
    "DE": ("USt-IdNr.", "de.vat"),
    "DK": ("CVR-nummer", "dk.cvr"),
    "DO": ("RNC", "do.rnc"),
    "DZ": ("NIF", "dz.nif"),
    "EC": ("RUC", "ec.ruc"),
    "EE": ("Registrikood", "ee.registrikood"),
    "EG": ("الرقم الضريبي · Tax number", "eg.tn"),
    "ES": ("NIF", "es.nif"),
    "FI": ("Y-tunnus", "fi.ytunnus"),
    "FR": ("SIREN", "fr.siren"),
    "GB": ("Company number (Companies House)", ""),
    "GH": ("TIN", "gh.tin"),
    "GR": ("ΑΦΜ", "gr.vat"),
    "GT": ("NIT", "gt.nit"),
    "HK": ("Business registration number (BRN)", ""),
    "HR": ("OIB", "hr.oib"),
    "HU": ("Adószám", "hu.anum"),
    "ID": ("NPWP", "id.npwp"),
    "IE": ("VAT number", "ie.vat"),
    "IL": ("מספר חברה · Company number", "il.hp"),
    "IN": ("GSTIN", "in_.gstin"),
    "IS": ("Kennitala", "is_.kennitala"),
    "IT": ("Partita IVA", "it.iva"),
    "JO": ("الرقم الوطني للمنشأة · National number", ""),
    "JP": ("法人番号", "jp.cn"),
    "KE": ("KRA PIN", "ke.pin"),
    "KW": ("رقم السجل التجاري · CR number", ""),
    "KZ": ("БИН · BIN", ""),
    "LT": ("PVM kodas", "lt.pvm"),
    "LU": ("TVA", "lu.tva"),
    "LV": ("PVN", "lv.pvn"),
    "MA": ("ICE", "ma.ice"),
    "MT": ("VAT number", "mt.vat"),
    "MX": ("RFC", "mx.rfc"),
    "MY": ("No. pendaftaran · SSM number", ""),
    "MZ": ("NUIT", "mz.nuit"),
    "NG": ("RC number", ""),
    "NL": ("Btw-nummer", "nl.btw"),
    "NO": ("Organisasjonsnummer", "no.orgnr"),
    "NZ": ("IRD number", "nz.ird"),
    "OM": ("رقم السجل التجاري · CR number", ""),
    "PE": ("RUC", "pe.ruc"),
    "PH": ("TIN", ""),
    "PK": ("NTN", ""),
    "PL": ("NIP", "pl.nip"),
    "PT": ("NIF", "pt.nif"),
    "PY": ("RUC", "py.ruc"),
    "QA": ("رقم السجل التجاري · CR number", ""),
    "RO": ("CUI", "ro.cui"),
    "RS": ("PIB", "rs.pib"),
    "RU": ("ИНН", "ru.inn"),
    "SA": ("رقم السجل التجاري · CR number", ""),
    "SE": ("Organisationsnummer", "se.orgnr"),
    "SG": ("UEN", "sg.uen"),
    "SI": ("DDV", "si.ddv"),
    "SK": ("IČ DPH", "sk.dph"),
    "SN": ("NINEA", "sn.ninea"),
    "SV": ("NIT", "sv.nit"),
    "TH": ("เลขทะเบียนนิติบุคคล · Registration number", "th.moa"),
    "TN": ("Matricule fiscal", "tn.mf"),
    "TR": ("Vergi kimlik numarası (VKN)", "tr.vkn"),
    "TW": ("統一編號", "tw.ubn"),
    "UA": ("ЄДРПОУ", "ua.edrpou"),
    "US": ("EIN", "us.ein"),
    "UY": ("RUT", "uy.rut"),
    "UZ": ("STIR", ""),
    "VE": ("RIF", "ve.rif"),
    "VN": ("Mã số thuế", "vn.mst"),
    "ZA": ("CIPC registration number", ""),
}
