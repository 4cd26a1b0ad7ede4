"""People's Markdown: what stays of it, and what cannot come out."""

import pytest

from marketplace.core.markdown import render_markdown


def test_paragraphs_headings_lists_and_emphasis_stay():
    html = render_markdown("# Terms\n\nFirst **line**\n\n- one\n- two\n\n#### Deep")
    assert html == (
        "<h2>Terms</h2>\n<p>First <strong>line</strong></p>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<h3>Deep</h3>\n"
    )


def test_html_of_people_is_shown_as_they_typed_it():
    html = render_markdown("<script>alert(1)</script> <b onclick=x>bold</b>")
    assert html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=x&gt;bold&lt;/b&gt;</p>\n"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_something_is_no_link(address):
    assert "href" not in render_markdown(f"[press]({address})")


def test_links_to_the_web_and_to_mail_stay_and_tell_nobody_where_from():
    html = render_markdown("[us](https://naru.example/x) [mail](mailto:a@naru.example)")
    assert 'href="https://naru.example/x" rel="noopener noreferrer"' in html
    assert 'href="mailto:a@naru.example"' in html


def test_pictures_of_strangers_are_never_fetched():
    assert "<img" not in render_markdown("![pixel](https://tracker.example/x.png)")
