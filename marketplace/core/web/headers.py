"""The headers of every answer: a strict CSP without inline code or style, and the like."""

from flask import Flask, Response, request
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace.config import Settings

YEAR_SECONDS = 365 * 86400


def install(app: Flask, settings: Settings) -> None:
    """Set the headers on every response, and trust as many proxies as the setting says.

    A view that serves something other than a page may set a policy of its own.
    """
    secure = Secure(
        csp=_policy(),
        referrer=ReferrerPolicy().same_origin(),
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=_hsts(settings),
    )
    ready = dict(secure.headers)
    hops = settings.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]

    @app.after_request
    def harden(response: Response) -> Response:
        own = response.headers.get("Content-Security-Policy")
        response.headers.update(ready)
        if own is not None:
            response.headers["Content-Security-Policy"] = own
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _policy() -> ContentSecurityPolicy:
    return (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'")
        .font_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )


def _hsts(settings: Settings) -> StrictTransportSecurity | None:
    if not settings.is_https:
        return None
    return StrictTransportSecurity().max_age(YEAR_SECONDS).include_subdomains()
