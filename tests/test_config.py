"""Settings: read once, checked at start, every mistake told at once."""

import stat

import pytest

from marketplace.config import Profile, SettingsError, load_settings

PRODUCTION = {
    "SECRET_KEY": "k" * 40,
    "DATABASE_URL": "postgresql://naru@db/naru",
    "PUBLIC_URL": "https://trade.example.org",
    "SMTP_URL": "smtps://mail.example.org",
    "MAIL_FROM": "naru@trade.example.org",
}


@pytest.fixture
def load(tmp_path):
    def read(profile=None, **environ):
        given = {"DATA_DIR": str(tmp_path / "data")} | environ
        return load_settings(given | ({"NARU_PROFILE": profile} if profile else {}))

    return read


@pytest.fixture
def mistakes(load):
    def told(*args, **environ):
        with pytest.raises(SettingsError) as refused:
            load(*args, **environ)
        return refused.value.mistakes

    return told


def test_a_demo_needs_no_settings(load, tmp_path):
    settings = load("demo")
    assert (settings.profile, settings.host, settings.port) == (Profile.DEMO, "127.0.0.1", 8000)
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'naru.sqlite'}"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert (settings.home_country, settings.languages) == ("KR", ("en", "ko", "es", "ar"))
    assert (settings.is_demo, settings.shows_tools, settings.is_sqlite) == (True, True, True)


def test_unset_means_production_and_production_tells_all_that_is_missing(mistakes):
    assert [told.split()[0] for told in mistakes()] == [
        "DATABASE_URL",
        "SECRET_KEY",
        "PUBLIC_URL",
        "SMTP_URL",
        "MAIL_FROM",
    ]


def test_production_with_all_of_it_starts(load):
    settings = load(**PRODUCTION)
    assert settings.profile is Profile.PRODUCTION
    assert settings.database_url == "postgresql+psycopg://naru@db/naru"
    assert (settings.is_https, settings.shows_tools, settings.cheap_passwords) == (
        True,
        False,
        False,
    )


def test_every_mistake_is_told_at_once(mistakes):
    told = mistakes(
        "test",
        PORT="eighty",
        TRUSTED_PROXIES="-1",
        DATABASE_URL="mysql://db",
        SECRET_KEY="short",
        PUBLIC_URL="ftp://example.org/path",
        HOME_COUNTRY="XX",
        LANGUAGES="ko,tlh",
        SMTP_URL="http://mail",
    )
    words = ("PORT", "TRUSTED_PROXIES", "DATABASE_URL", "SECRET_KEY", "PUBLIC_URL")
    words += ("HOME_COUNTRY", "LANGUAGES names tlh", "LANGUAGES must hold en", "SMTP_URL")
    assert {word for word in words if any(word in each for each in told)} == set(words)
    assert len(told) == len(words)


def test_the_error_reads_as_one_mistake_a_line():
    assert str(SettingsError(["One.", "Two."])) == "One.\nTwo."


@pytest.mark.parametrize("profile", ["Demo", "staging"])
def test_an_unknown_profile_is_a_mistake(mistakes, profile):
    told = mistakes(profile, **PRODUCTION)
    assert told == [f"NARU_PROFILE={profile} is not one of demo, test, production."]


@pytest.mark.parametrize("port", ["0", "65536", "8000x", "٨٠"])
def test_a_port_is_a_number_in_its_range(mistakes, port):
    assert mistakes("test", PORT=port) == [f"PORT={port} is not a whole number from 1 to 65535."]


@pytest.mark.parametrize("country", ["kr", "../kr", "KOR", "🇰🇷"])
def test_a_home_country_is_a_code_with_a_folder(mistakes, country):
    assert len(mistakes("test", HOME_COUNTRY=country)) == 1


def test_the_demo_refuses_a_public_address_without_the_switch(load, mistakes):
    host = "192.0.2.7"
    (told,) = mistakes("demo", HOST=host)
    assert told.startswith(f"HOST={host} would show the demo and its sign-ins to others;")
    assert load("demo", HOST=host, DEMO_PUBLIC="1").demo_public
    assert load("demo", HOST="::1").host == "::1"


def test_a_demo_is_as_large_as_it_is_told(load, mistakes):
    assert load("demo").demo_companies is None
    assert load("demo", DEMO_COMPANIES="2").demo_companies == 2
    told = mistakes("demo", DEMO_COMPANIES="none")
    assert told == ["DEMO_COMPANIES=none is not a whole number from 1 to 1000."]


def test_a_demos_key_is_random_kept_and_for_its_owner_alone(load, tmp_path):
    first, again = load("demo"), load("demo")
    other = load("demo", DATA_DIR=str(tmp_path / "other"))
    assert first.secret_key == again.secret_key != other.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    mode = (tmp_path / "data" / "secrets.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_only_tests_hash_passwords_cheaply(load):
    assert [load(profile).cheap_passwords for profile in ("test", "demo")] == [True, False]


def test_keys_of_before_are_separated_by_blanks(load):
    assert load("test").secret_keys_before == ()
    before = load("test", SECRET_KEY_BEFORE=f" {'a' * 40}  {'b' * 40} ").secret_keys_before
    assert before == ("a" * 40, "b" * 40)
