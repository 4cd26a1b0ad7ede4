"""A small Markdown for people's long texts: what comes out is safe to put on a page."""

from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "strong", "em", "a", "blockquote"),
    *("h2", "h3", "ul", "ol", "li"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
#: The page has its own h1; deeper than h3 nobody needs.
HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}


def render_markdown(text: str) -> Markup:
    """Return the text as HTML: paragraphs, headings, lists, emphasis, links, quotations.

    HTML that people typed is shown as they typed it; a link to anything but the web, mail or
    telephone is no link.
    """
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href", "title"}, "ol": {"start"}}, url_schemes=SCHEMES
    )
    return Markup(clean)  # noqa: S704 - cleaned just above


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    return parser.disable(["code", "fence", "image", "html_block", "html_inline"])
