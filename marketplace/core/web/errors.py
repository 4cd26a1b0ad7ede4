"""Error pages for people, problem documents (RFC 9457) for machines."""

from http import HTTPStatus

from flask import Flask, Response, current_app, g, json, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException, InternalServerError

from marketplace.core.db import session
from marketplace.core.errors import HouseError, NotAllowed, NotFound, SignInNeeded, TooMany
from marketplace.core.web import language
from marketplace.core.web.logs import get_logger

log = get_logger()

TITLES = {
    400: lambda: _("We could not read that"),
    401: lambda: _("Please sign in"),
    403: lambda: _("This is for a colleague"),
    404: lambda: _("There is nothing here"),
    405: lambda: _("That cannot be done here"),
    409: lambda: _("This has changed"),
    413: lambda: _("That is too large"),
    422: lambda: _("This could not be done"),
    429: lambda: _("One moment, please"),
    500: lambda: _("Something broke on our side"),
}

#: What a machine reads when an error has no sentence of its own.
DETAILS = {
    400: lambda: _("What was sent could not be read. Nothing was changed."),
    401: lambda: _("Sign in first, then ask again."),
    403: lambda: _("Your role does not reach this far."),
    404: lambda: _("The address may be mistyped, or what it names is not for you to see."),
    405: lambda: _("This address does not take that method."),
    413: lambda: _("What you sent is larger than this page takes. Nothing was changed."),
    422: lambda: _("It is against a rule. Nothing was changed."),
    500: lambda: _("Nothing was changed. Try again, or report the id below."),
}


def install(app: Flask, *, sign_in_endpoint: str) -> None:
    """Answer every error of the house, of Werkzeug, and every bug."""
    app.config["SIGN_IN_ENDPOINT"] = sign_in_endpoint
    app.before_request(_refuse_what_no_address_has)
    app.register_error_handler(HouseError, _house_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def _refuse_what_no_address_has() -> None:
    """Answer 404 to an address with a NUL, which no name or id has and PostgreSQL does not take.

    What is asked behind the `?` is read without it.
    """
    if "\x00" in request.path:
        raise NotFound
    if b"%00" in request.query_string:
        asked = [(name, said.replace("\x00", "")) for name, said in request.args.items(multi=True)]
        request.args = ImmutableMultiDict(asked)


def wants_problem() -> bool:
    """Whether the caller is a machine: it asks for JSON and not for a page."""
    best = request.accept_mimetypes.best_match(
        ["text/html", "application/problem+json", "application/json"], default="text/html"
    )
    return best != "text/html"


def _house_error(error: HouseError) -> ResponseReturnValue:
    session.rollback()
    if isinstance(error, SignInNeeded) and not wants_problem():
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for(request_sign_in(), next=back))
    who_can = error.who_can if isinstance(error, NotAllowed) else ()
    answer = _answer(error.status, error.sentence, who_can=who_can)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def request_sign_in() -> str:
    """Return the endpoint of the sign-in page."""
    endpoint: str = current_app.config["SIGN_IN_ENDPOINT"]
    return endpoint


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return _answer(
        400,
        _("This page was open too long, or its cookie is missing. Go back, reload, send again."),
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:  # redirects are answers, not errors
        return error.get_response()
    if isinstance(error, InternalServerError):
        return _bug(error.original_exception or error)
    answer = _answer(code, "")
    answer.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return answer


def _bug(error: BaseException) -> ResponseReturnValue:
    """Answer without asking the database for anything: it may be what broke."""
    log.error("request_failed", error=type(error).__name__, exc_info=error)
    spoken = language.without_reader()
    with force_locale(spoken.locale):
        if wants_problem():
            return _problem(500, "")
        page = current_app.jinja_env.get_template("errors/plain_error.html")
        body = page.render(lang=spoken, title=TITLES[500](), request_id=g.get("request_id"))
        return Response(body, 500)


def _answer(code: int, sentence: str, who_can: tuple[str, ...] = ()) -> Response:
    if wants_problem():
        return _problem(code, sentence)
    title = TITLES.get(code, TITLES[400])()
    page = render_template(
        "errors/public_error.html", code=code, title=title, sentence=sentence, who_can=who_can
    )
    return Response(page, code)


def _problem(code: int, sentence: str) -> Response:
    body = {
        "type": "about:blank",
        "title": TITLES.get(code, TITLES[400])(),
        "status": code,
        "detail": sentence or DETAILS.get(code, DETAILS[400])(),
        "instance": request.path,
        "request_id": g.get("request_id"),
    }
    return Response(json.dumps(body), code, mimetype="application/problem+json")
