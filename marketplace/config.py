"""Deployment settings: read from the environment once, checked at start, all mistakes at once."""

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from babel.languages import get_official_languages

#: Every interface language that Naru has a name for; `marketplace.core.languages` describes each.
KNOWN_LANGUAGES = ("en", "ko", "zh", "ja", "es", "fr", "pt", "ru", "ar")

#: Those with a whole catalogue: a house speaks them unless LANGUAGES says otherwise.
COMPLETE_LANGUAGES = ("en", "ko", "es", "ar")

DEFAULT_HOME = "KR"
SECRET_KEY_LENGTH = 32
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Profile(StrEnum):
    """What a house is run for; unset means production."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


#: The engines that `marketplace.search.engines` has, the default first.
SEARCH_ENGINES = ("whoosh", "tantivy")


class SettingsError(Exception):
    """Raised when the environment does not describe a house; `mistakes` has a sentence for each."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


@dataclass(frozen=True)
class Settings:
    """The settings of one process: absolute paths; of the languages the first is the fallback."""

    profile: Profile
    data_dir: Path
    database_url: str
    secret_key: str
    secret_keys_before: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    home_country: str = DEFAULT_HOME
    languages: tuple[str, ...] = ("en", "ko")
    operator_name: str = ""
    trusted_proxies: int = 0
    smtp_url: str = ""
    mail_from: str = "naru@localhost"
    metrics_token: str = ""
    demo_public: bool = False
    demo_companies: int | None = None
    cheap_passwords: bool = False
    search_engine: str = "whoosh"

    @property
    def is_demo(self) -> bool:
        """Whether stand-ins (mail page, demo sign-ins) exist in this house."""
        return self.profile is Profile.DEMO

    @property
    def shows_tools(self) -> bool:
        """Whether pages for builders (style guide, mail page) exist: demo and test only."""
        return self.profile is not Profile.PRODUCTION

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        """Whether people reach the house over TLS: decides secure cookies and HSTS."""
        return self.public_url.startswith("https://")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Creates the data folder, and in the demo and test profiles a random secret key inside it.
    Raises SettingsError with one sentence for each mistake.
    """
    env = os.environ if environ is None else environ
    mistakes: list[str] = []
    profile = _profile(env, mistakes)
    data_dir = Path(env.get("DATA_DIR") or "var").resolve()
    host = env.get("HOST") or "127.0.0.1"
    port = _number(env, "PORT", default=8000, least=1, most=65535, mistakes=mistakes)
    settings = Settings(
        profile=profile,
        data_dir=data_dir,
        database_url=_database_url(env, profile, data_dir, mistakes),
        secret_key=_secret_key(env, profile, data_dir, mistakes),
        secret_keys_before=tuple(env.get("SECRET_KEY_BEFORE", "").split()),
        host=host,
        port=port,
        public_url=_public_url(env, profile, host, port, mistakes),
        home_country=_home_country(env, mistakes),
        languages=_languages(env, mistakes),
        operator_name=" ".join(env.get("OPERATOR_NAME", "").split()),
        trusted_proxies=_number(
            env, "TRUSTED_PROXIES", default=0, least=0, most=5, mistakes=mistakes
        ),
        smtp_url=_smtp_url(env, profile, mistakes),
        mail_from=_mail_from(env, profile, mistakes),
        metrics_token=env.get("METRICS_TOKEN", ""),
        demo_public=env.get("DEMO_PUBLIC") == "1",
        demo_companies=_demo_companies(env, mistakes),
        cheap_passwords=profile is Profile.TEST,
        search_engine=_search_engine(env, mistakes),
    )
    if settings.is_demo and host not in LOOPBACK and not settings.demo_public:
        mistakes.append(
            f"HOST={host} would show the demo and its sign-ins to others; "
            "set DEMO_PUBLIC=1 if that is meant."
        )
    if mistakes:
        raise SettingsError(mistakes)
    return settings


def _profile(env: Mapping[str, str], mistakes: list[str]) -> Profile:
    name = env.get("NARU_PROFILE") or Profile.PRODUCTION.value
    try:
        return Profile(name)
    except ValueError:
        mistakes.append(f"NARU_PROFILE={name} is not one of demo, test, production.")
        return Profile.PRODUCTION


def _number(
    env: Mapping[str, str], name: str, *, default: int, least: int, most: int, mistakes: list[str]
) -> int:
    text = env.get(name) or str(default)
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    mistakes.append(f"{name}={text} is not a whole number from {least} to {most}.")
    return default


def _demo_companies(env: Mapping[str, str], mistakes: list[str]) -> int | None:
    if not env.get("DEMO_COMPANIES"):
        return None
    return _number(env, "DEMO_COMPANIES", default=1, least=1, most=1000, mistakes=mistakes)


def _database_url(
    env: Mapping[str, str], profile: Profile, data_dir: Path, mistakes: list[str]
) -> str:
    url = env.get("DATABASE_URL", "")
    if not url and profile is Profile.PRODUCTION:
        mistakes.append("DATABASE_URL is missing: production needs a PostgreSQL address.")
    if not url:
        return f"sqlite:///{data_dir / 'naru.sqlite'}"
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("postgresql+psycopg://", "sqlite:///")):
        mistakes.append("DATABASE_URL must begin with postgresql:// or sqlite:///.")
    return url


def _secret_key(
    env: Mapping[str, str], profile: Profile, data_dir: Path, mistakes: list[str]
) -> str:
    key = env.get("SECRET_KEY", "")
    if key and len(key) < SECRET_KEY_LENGTH:
        mistakes.append(f"SECRET_KEY is shorter than {SECRET_KEY_LENGTH} characters.")
    if key:
        return key
    if profile is Profile.PRODUCTION:
        mistakes.append(
            "SECRET_KEY is missing: make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
        )
        return ""
    return _kept_secret(data_dir)


def make_data_folder(data_dir: Path) -> None:
    """Make the folder of database, files and mails, for this machine's user alone, if missing."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept_secret(data_dir: Path) -> str:
    make_data_folder(data_dir)
    path = data_dir / "secrets.json"
    if not path.exists():
        with NamedTemporaryFile("w", dir=data_dir) as file:
            json.dump({"secret_key": secrets.token_urlsafe(48)}, file)
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    key: str = json.loads(path.read_text())["secret_key"]
    return key


def _public_url(
    env: Mapping[str, str], profile: Profile, host: str, port: int, mistakes: list[str]
) -> str:
    url = env.get("PUBLIC_URL", "").rstrip("/")
    if not url and profile is Profile.PRODUCTION:
        mistakes.append("PUBLIC_URL is missing: links in mails begin with it.")
    if not url:
        return f"http://{host}:{port}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        mistakes.append(f"PUBLIC_URL={url} is not an address such as https://trade.example.org.")
    return url


def _home_country(env: Mapping[str, str], mistakes: list[str]) -> str:
    code = env.get("HOME_COUNTRY") or DEFAULT_HOME
    pack = Path(__file__).parent / "reference" / "countries" / code.lower() / "__init__.py"
    if not (code.isascii() and code.isalpha() and code.isupper() and pack.exists()):
        mistakes.append(f"HOME_COUNTRY={code} has no folder in marketplace/reference/countries.")
    return code


def _languages(env: Mapping[str, str], mistakes: list[str]) -> tuple[str, ...]:
    given = env.get("LANGUAGES") or ",".join(_default_languages(env))
    tags = tuple(dict.fromkeys(tag.strip() for tag in given.split(",") if tag.strip()))
    unknown = [tag for tag in tags if tag not in KNOWN_LANGUAGES]
    if unknown:
        mistakes.append(f"LANGUAGES names {', '.join(unknown)}, which Naru does not know.")
    if "en" not in tags:
        mistakes.append("LANGUAGES must hold en: it is the language of last resort.")
    return tags


def _default_languages(env: Mapping[str, str]) -> tuple[str, ...]:
    """Return English, the language of last resort, then the home country's, then the others."""
    spoken = get_official_languages(env.get("HOME_COUNTRY") or DEFAULT_HOME)
    home = [tag for tag in spoken if tag in KNOWN_LANGUAGES]
    return tuple(dict.fromkeys(("en", *home[:1], *COMPLETE_LANGUAGES)))


def _search_engine(env: Mapping[str, str], mistakes: list[str]) -> str:
    engine = env.get("SEARCH_ENGINE") or SEARCH_ENGINES[0]
    if engine not in SEARCH_ENGINES:
        mistakes.append(f"SEARCH_ENGINE={engine} is none of {', '.join(SEARCH_ENGINES)}.")
    return engine


def _smtp_url(env: Mapping[str, str], profile: Profile, mistakes: list[str]) -> str:
    url = env.get("SMTP_URL", "")
    if not url and profile is Profile.PRODUCTION:
        mistakes.append("SMTP_URL is missing: such as smtps://name:password@mail.example.org:465.")
    if url and urlsplit(url).scheme not in {"smtp", "smtps"}:
        mistakes.append("SMTP_URL must begin with smtp:// or smtps://.")
    return url


def _mail_from(env: Mapping[str, str], profile: Profile, mistakes: list[str]) -> str:
    address = env.get("MAIL_FROM", "")
    if not address and profile is Profile.PRODUCTION:
        mistakes.append("MAIL_FROM is missing: the address that mails come from.")
    return address or "naru@localhost"
