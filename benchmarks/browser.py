"""A browser of the benchmarks: one kept connection, cookies, and the token of the page's form."""

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from benchmarks.measure import require

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Browser:
    """Gets pages and posts forms at one house. Not to be shared between threads."""

    def __init__(self, address: str, cookies: dict[str, str] | None = None) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self.cookies = dict(cookies or {})

    def get(self, path: str, expect: int = 200) -> str:
        """Return a page; RuntimeError when the answer is another than expected."""
        return self._send("GET", path, None, expect)

    def post(self, path: str, fields: dict[str, str], expect: int = 302) -> str:
        """Send a form."""
        return self._send("POST", path, urlencode(fields), expect)

    def token(self, path: str) -> str:
        """Return the token of the form on a page."""
        found = TOKEN.search(self.get(path))
        require(found, f"{path} has no form")
        return found[1]

    def _send(self, method: str, path: str, body: str | None, expect: int) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self._connection.request(method, path, body, headers | (FORM if body else {}))
        answer = self._connection.getresponse()
        text = answer.read().decode()
        require(answer.status == expect, f"{method} {path}: {answer.status}")
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: part.value for name, part in SimpleCookie(line).items()}
        return text
