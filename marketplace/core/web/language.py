"""`/<lang>/…`: which language a page is in, and where an address without one goes."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from flask import (
    Flask,
    Request,
    Response,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, MapAdapter
from werkzeug.wrappers import Response as BaseResponse

from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES, Language, best_language
from marketplace.core.permissions import present_reader
from marketplace.core.web import line_breaks, sentences, text_language, times
from marketplace.extensions import babel

COOKIE = "lang"
COOKIE_SECONDS = 365 * 86400


_find_offered: list[Callable[[], tuple[str, ...]]] = []


def offer_with(find: Callable[[], tuple[str, ...]]) -> None:
    """Register what tells which languages readers are offered; `marketplace.reference` does."""
    _find_offered[:] = [find]


def offered() -> tuple[str, ...]:
    """Return the tags of the languages that readers are offered, the fallback first."""
    return _find_offered[0]() if _find_offered else _spoken()


def install(app: Flask, settings: Settings) -> None:
    """Let addresses carry a language and let Babel speak it, in the reader's time zone."""
    app.url_map.converters["lang"] = _converter(settings.languages)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = _translations()
    babel.init_app(
        app,
        default_locale="en",
        locale_selector=_locale,
        timezone_selector=times.present_zone_name,
    )
    sentences.install(app, babel)
    times.install(app)
    text_language.install(app)
    line_breaks.install(app)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.before_request(_redirect_without_prefix)
    app.before_request(_leave_what_is_not_offered)
    app.after_request(_remember)


def current() -> Language:
    """Return the language of the page that is being made; the fallback outside a request."""
    chosen = g.get("lang")
    if chosen:
        return LANGUAGES[chosen]
    if not has_request_context():
        return LANGUAGES[_spoken()[0]]
    tag = _of_no_page() or best_language(wanted(request), offered())
    return LANGUAGES[tag]


def without_reader() -> Language:
    """Return the page's language, else the browser's, without looking up the reader."""
    browsers = [tag for tag, _quality in request.accept_languages]
    tag = g.get("lang") or _of_no_page() or best_language(browsers, _spoken())
    return LANGUAGES[tag]


def _of_no_page() -> str | None:
    """Return the language of an address that matches no page, such as `/ko/nowhere`."""
    first = request.path.split("/")[1]
    return first if request.endpoint is None and first in _spoken() else None


def wanted(asked: Request) -> list[str]:
    """Return the reader's languages, best first: preference, cookie, browser."""
    preferred = getattr(present_reader(), "language", None)
    first = [tag for tag in (preferred, asked.cookies.get(COOKIE)) if tag]
    return first + [tag for tag, _quality in asked.accept_languages]


def here_in(tag: str) -> str:
    """Return the present page's address in another language.

    For the answer to a form it is the address of the page with the form, else of the home page.
    """
    found: dict[str, str] = request.environ.setdefault("naru.here_in", {})
    if tag not in found:
        found[tag] = _here_in(tag)
    return found[tag]


def _here_in(tag: str) -> str:
    if request.endpoint and "lang" in g and _can_be_opened(request.endpoint):
        query = request.query_string.decode()
        return _present_page(tag) + (f"?{query}" if query else "")
    came_from = urlsplit(request.referrer or "")
    first, _slash, rest = came_from.path.lstrip("/").partition("/")
    if came_from.netloc == request.host and first in LANGUAGES:
        return f"/{tag}/{rest}"
    return f"/{tag}/"


def _present_page(tag: str) -> str:
    """Return the page's address in a language; what follows the language is built once."""
    behind: str | None = request.environ.get("naru.present_page")
    if behind is not None:
        return f"/{tag}{behind}"
    address = url_for(str(request.endpoint), **{**(request.view_args or {}), "lang": tag})
    if address.startswith(f"/{tag}"):  # not below a folder of another site
        request.environ["naru.present_page"] = address.removeprefix(f"/{tag}")
    return address


def _can_be_opened(endpoint: str) -> bool:
    """Whether the endpoint answers GET, and not only a form."""
    rules = current_app.url_map.iter_rules(endpoint)
    return any("GET" in (rule.methods or ()) for rule in rules)


def _converter(enabled: tuple[str, ...]) -> type[BaseConverter]:
    class LanguageConverter(BaseConverter):
        regex = "|".join(enabled)

    return LanguageConverter


def _translations() -> str:
    return str(Path(__file__).parents[3] / "translations")


def _spoken() -> tuple[str, ...]:
    languages: tuple[str, ...] = current_app.config["SETTINGS"].languages
    return languages


def _locale() -> sentences.SpokenLocale:
    return sentences.spoken_locale(current().locale)


def _take_language(_endpoint: str | None, parts: dict[str, object] | None) -> None:
    if parts and "lang" in parts:
        g.lang = parts.pop("lang")


def _give_language(endpoint: str, parts: dict[str, object]) -> None:
    if "lang" not in parts and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        parts["lang"] = current().tag


def _redirect_without_prefix() -> BaseResponse | None:
    first = request.path.split("/")[1]
    if request.endpoint is not None or first in LANGUAGES:
        return None
    if request.method not in {"GET", "HEAD"}:
        return None
    path = f"/{current().tag}{request.path}"
    if not _is_page(path):
        return None
    query = request.query_string.decode()
    answer = redirect(path + (f"?{query}" if query else ""))
    answer.vary.update(("Accept-Language", "Cookie"))
    return answer


def _leave_what_is_not_offered() -> BaseResponse | None:
    """Redirect from a language that operators have switched off to one that is offered."""
    tag = g.get("lang")
    if tag is None or request.method not in {"GET", "HEAD"} or tag in offered():
        return None
    return redirect(here_in(best_language(wanted(request), offered())))


def _is_page(path: str) -> bool:
    adapter: MapAdapter = current_app.create_url_adapter(request)  # type: ignore[assignment]
    try:
        adapter.match(path, method="GET")
    except HTTPException:
        return False
    return True


def _remember(response: Response) -> Response:
    tag = g.get("lang")
    if tag and request.cookies.get(COOKIE) != tag:
        response.set_cookie(
            COOKIE, tag, max_age=COOKIE_SECONDS, samesite="Lax", secure=request.is_secure
        )
    return response
