from pathlib import Path
from zoneinfo import available_timezones

import pytest

from marketplace.core.languages import LANGUAGES
from marketplace.core.money import DIGITS
from marketplace.reference.countries import country_choices, country_codes, country_name, home_pack
from marketplace.reference.protocols import HomePack

ROOT = Path(__file__).resolve().parents[3]
PACKS = sorted(
    path.parent.name.upper()
    for path in (ROOT / "marketplace" / "reference" / "countries").glob("*/__init__.py")
)


def test_the_249_officially_assigned_countries_are_known():
    assert len(country_codes()) == 249
    assert {"KR", "CL", "SA", "SS", "TW", "VA"} <= country_codes()
    assert country_codes().isdisjoint({"EU", "UN", "XK", "ZZ", "IC"})


@pytest.mark.parametrize(
    ("locale", "name"), [("en", "Chile"), ("ko", "칠레"), ("zh_Hans_CN", "智利"), ("ar", "تشيلي")]
)
def test_a_country_is_named_in_the_language_of_the_page(locale, name):
    assert country_name("CL", locale) == name


def test_a_country_without_a_name_is_called_by_its_code():
    assert country_name("QQ", "en") == "QQ"


def test_choices_are_sorted_as_readers_look_them_up():
    english = [name for _code, name in country_choices("en")]
    korean = [name for _code, name in country_choices("ko")]
    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert korean[:2] == ["가나", "가봉"]
    assert len(english) == len(korean) == 249
    assert [code for code, _name in country_choices("en", "KR")][:2] == ["KR", "AF"]


@pytest.mark.parametrize("code", PACKS)
def test_a_home_country_brings_everything_the_house_asks_of_it(code):
    pack = home_pack(code)
    assert isinstance(pack, HomePack)
    assert code == pack.COUNTRY
    assert pack.CURRENCY in DIGITS
    assert pack.LANGUAGE in LANGUAGES
    assert pack.TIME_ZONE in available_timezones()
    assert {"en", pack.LANGUAGE} == set(pack.SAMPLE_ORGANISATION)
    for number in (pack.IDENTITY_NUMBER_EXAMPLE, pack.SAMPLE_COMPANY.identity_number):
        assert pack.format_identity_number(pack.read_identity_number(number)) == number


def test_a_country_without_a_folder_is_no_home_country():
    with pytest.raises(ModuleNotFoundError):
        home_pack("QQ")
