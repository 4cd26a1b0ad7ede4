"""In which language people wrote something."""

import pytest
from flask_babel import force_locale
from markupsafe import Markup

from marketplace.core.web.text_language import lang_of, language_of, listed, marked, name


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(
    ("page", "text", "language"),
    [
        ("en", "한빛온 주식회사", "ko"),
        ("ko", "한빛온 주식회사", None),
        ("en", "Hanbiton Co., Ltd.", None),
        ("es", "Hanbiton Co., Ltd.", None),
        ("ar", "Hanbiton Co., Ltd.", "und-Latn"),
        ("ko", "Hanbiton Co., Ltd.", "und-Latn"),
        ("en", "شركة النور", "ar"),
        ("en", "株式会社ハナ", "ja"),
        ("en", "上海贸易", "zh"),
        ("en", "Торговый дом", "ru"),
        ("en", "124-86-12345", None),
        ("en", "Hanbiton (한빛온)", "ko"),
    ],
)
def test_letters_tell_the_language_of_what_people_wrote(page, text, language):
    with force_locale(page):
        assert language_of(text) == language


@pytest.mark.usefixtures("context")
def test_latin_letters_of_a_country_are_its_language():
    with force_locale("en"):
        assert language_of("Avenida Providencia 1208", "CL") == "es"
        assert language_of("Baker Street 1", "GB") is None
        assert language_of("Teheran-ro 152", "KR") is None


@pytest.mark.usefixtures("context")
def test_a_name_is_marked_and_escaped():
    with force_locale("en"):
        assert name("한빛 <온>") == '<bdi class="name" lang="ko">한빛 &lt;온&gt;</bdi>'
        assert name("Ana") == '<bdi class="name">Ana</bdi>'
        assert lang_of("한빛온") == ' lang="ko"'
        assert (name(None), lang_of("Ana")) == ("", "")


@pytest.mark.usefixtures("context")
def test_names_inside_a_sentence_are_marked_one_by_one():
    with force_locale("es"):
        assert marked("최은서 se unió a 한빛 온 <b>") == (
            '<span lang="ko">최은서</span> se unió a <span lang="ko">한빛 온</span> &lt;b&gt;'
        )
        assert marked(Markup("<b>최은서</b>")) == "<b>최은서</b>"
        assert marked("株式会社ハナ") == '<span lang="ja">株式会社ハナ</span>'
        assert marked("Tom Reed · Ventas") == "Tom Reed · Ventas"
    with force_locale("ko"):
        assert marked("최은서 님") == "최은서 님"


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(("page", "words"), [("en", "A, &lt;B&gt;"), ("ar", "A، &lt;B&gt;")])
def test_a_list_has_the_comma_of_the_page(page, words):
    with force_locale(page):
        assert listed(["A", "<B>"]) == words
