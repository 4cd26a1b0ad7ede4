"""The settings of the house: changed, refused, kept, put back."""

import pytest
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from marketplace.core import clock
from marketplace.core.audit import Actor, AuditEntry, Channel
from marketplace.core.colours import contrast
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotFound
from marketplace.reference.models import SettingChange
from marketplace.reference.operations.settings import change_setting, put_back
from marketplace.reference.queries.settings import (
    house_settings,
    languages_offered,
    legal_text,
    oldest_rate_days,
    text_version,
)
from marketplace.reference.settings import KNOWN, Colours, NotASetting, known
from marketplace.reference.settings.known import CELADON
from marketplace.reference.settings.tones import misfits, scale, sheet
from tests.support.together import run_together

OPERATOR = Actor(Channel.WEB, person="PER-0000-00001")
BLUE = {
    "ground_light": "#2a5db0",
    "ground_dark": "#2f6bd0",
    "words_light": "#1f4a90",
    "words_dark": "#a8c4f0",
}


def change(key, value, seen=0):
    return unit_of_work(change_setting, known(key), value, seen_version=seen, actor=OPERATOR)


def back(key, version, seen):
    return unit_of_work(put_back, known(key), version, seen_version=seen, actor=OPERATOR)


def history(key):
    rows = session.scalars(
        select(SettingChange).where(SettingChange.key == key).order_by(SettingChange.version)
    )
    return [(row.version, row.previous, row.value, row.restores, row.person) for row in rows]


@pytest.mark.usefixtures("context")
class TestChanging:
    def test_a_setting_says_its_default_until_somebody_changes_it(self):
        assert oldest_rate_days() == 30
        assert change("oldest_rate_days", 7) is True
        assert oldest_rate_days() == 7

    def test_each_change_keeps_who_when_from_and_to(self):
        before = clock.now()
        change("oldest_rate_days", 7)
        change("oldest_rate_days", 14, seen=1)
        assert history("oldest_rate_days") == [
            (1, None, 7, None, "PER-0000-00001"),
            (2, 7, 14, None, "PER-0000-00001"),
        ]
        assert all(row.at >= before for row in session.scalars(select(SettingChange)))

    def test_each_change_is_audited_without_its_words(self):
        change("operator_name", {"en": "Harbour Trade Office"})
        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.tag, entry.subject, entry.actor_person) == (
            "setting:value:changed",
            "operator_name",
            "PER-0000-00001",
        )
        assert entry.facts == {"version": 1, "restores": None}

    def test_what_it_says_already_is_no_change(self):
        assert change("oldest_rate_days", 30) is False
        assert history("oldest_rate_days") == []

    def test_the_second_of_two_is_told_and_changes_nothing(self):
        change("oldest_rate_days", 7)
        with pytest.raises(Conflict):
            change("oldest_rate_days", 14)
        assert oldest_rate_days() == 7

    def test_an_older_value_is_put_back_by_a_new_change(self):
        change("mark", "Puerto")
        change("mark", "Muelle", seen=1)
        assert back("mark", 1, seen=2) is True
        assert house_settings()["mark"] == "Puerto"
        assert history("mark")[-1] == (3, "Muelle", "Puerto", 1, "PER-0000-00001")

    def test_undoing_the_first_change_brings_the_default_back(self):
        change("mark", "Puerto")
        back("mark", 0, seen=1)
        assert (house_settings()["mark"], house_settings().is_default("mark")) == ("Naru", True)
        tags = session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)).all()
        assert tags == ["setting:value:changed", "setting:value:put_back"]

    def test_an_undo_can_be_undone(self):
        change("mark", "Puerto")
        back("mark", 0, seen=1)
        back("mark", 1, seen=2)
        assert house_settings()["mark"] == "Puerto"

    def test_a_version_that_never_was_cannot_be_put_back(self):
        change("mark", "Puerto")
        with pytest.raises(NotFound):
            back("mark", 9, seen=1)

    def test_the_history_knows_no_update_and_no_delete(self):
        change("mark", "Puerto")
        row = session.scalars(select(SettingChange)).one()
        with pytest.raises(DBAPIError, match="append-only"):
            unit_of_work(
                lambda: session.execute(SettingChange.__table__.update().values(version=5))
            )
        with pytest.raises(DBAPIError, match="append-only"):
            unit_of_work(lambda: session.delete(session.get(SettingChange, row.id)))


@pytest.mark.usefixtures("both_databases")
class TestTogether:
    def test_of_two_at_the_same_time_one_is_told(self, app):
        def act(value):
            return lambda: change("oldest_rate_days", value)

        answers = run_together(app, act(7), act(14))
        assert sorted(str(type(answer).__name__) for answer in answers) == ["Conflict", "bool"]
        with app.app_context():
            assert len(history("oldest_rate_days")) == 1


@pytest.mark.usefixtures("context")
class TestWhatMayStand:
    @pytest.mark.parametrize("value", [0, 367, None, "7"])
    def test_a_number_out_of_bounds_is_refused(self, value):
        with pytest.raises(NotASetting, match="from 1 to 366"):
            change("oldest_rate_days", value)

    @pytest.mark.parametrize("value", ["", "  ", "x" * 25])
    def test_a_line_is_needed_and_not_too_long(self, value):
        with pytest.raises(NotASetting):
            change("mark", value)

    def test_a_line_that_is_not_needed_may_be_empty(self):
        change("local_mark", "")
        assert house_settings()["local_mark"] == ""

    @pytest.mark.parametrize("value", ["나루", "Наrу", "Naru 나루"])
    def test_the_mark_is_written_in_latin_letters(self, value):
        with pytest.raises(NotASetting, match="Latin letters"):
            change("mark", value)
        change("mark", "Muelle № 5")

    @pytest.mark.parametrize("value", ["call us", "12", "+82", "02-3460-0000 ext. 5"])
    def test_a_telephone_is_one_that_somebody_could_call(self, value):
        with pytest.raises(NotASetting, match="not a telephone number"):
            change("contact_phone", value)

    @pytest.mark.parametrize("value", ["02 3460 0000", "+82234600000"])
    def test_a_telephone_is_kept_as_people_abroad_dial_it(self, value):
        change("contact_phone", value)
        assert house_settings()["contact_phone"] == "+82 2-3460-0000"
        change("contact_phone", "", seen=1)

    def test_words_are_needed_in_one_language_at_least(self):
        with pytest.raises(NotASetting, match="at least one language"):
            change("operator_name", {"en": " ", "ko": ""})
        change("operator_name", {"ko": "  가람   진흥원 ", "xx": "never"})
        assert house_settings()["operator_name"] == {"ko": "가람 진흥원"}

    @pytest.mark.parametrize("value", ["trade.example.org", "127.0.0.1:8000", "Trade.Example"])
    def test_an_address_is_a_name_alone(self, value):
        change("domain", value)
        assert house_settings()["domain"] == value

    @pytest.mark.parametrize("value", ["https://trade.example.org", "trade example", "a/b", "-a"])
    def test_an_address_with_more_is_refused(self, value):
        with pytest.raises(NotASetting):
            change("domain", value)

    def test_a_mail_address_has_its_form(self):
        with pytest.raises(NotASetting, match="not a mail address"):
            change("contact_mail", "nobody")
        change("contact_mail", "help@trade.example.org")

    def test_english_cannot_be_left_out_and_strangers_are_dropped(self):
        with pytest.raises(NotASetting, match="English"):
            change("languages", ["ko"])
        change("languages", ["en", "xx"])
        assert languages_offered() == ("en",)


class TestColours:
    def test_our_own_colours_can_be_read(self, context):
        assert misfits(Colours.of(CELADON)) == []
        assert misfits(Colours.of(BLUE)) == []

    @pytest.mark.parametrize(
        ("tone", "colour", "words"),
        [
            ("ground_light", "#7fc8ff", "White words reach a contrast of only 1.8"),
            ("ground_dark", "#101010", "Beside the page this colour reaches a contrast of only 1."),
            ("words_light", "#7a9cd8", "Words of this colour reach a contrast of only 2."),
            ("words_dark", "#1f4a90", "Words of this colour reach a contrast of only 1."),
        ],
    )
    def test_a_tone_that_cannot_be_read_is_refused_beside_its_field(
        self, context, tone, colour, words
    ):
        with pytest.raises(NotASetting) as refused:
            change("colours", BLUE | {tone: colour})
        assert list(refused.value.faults) == [f"value_{tone}"]
        assert words in refused.value.faults[f"value_{tone}"]

    def test_what_is_no_colour_is_refused(self, context):
        with pytest.raises(NotASetting, match="such as #2f7d73"):
            change("colours", BLUE | {"words_dark": "blue"})

    def test_colours_are_kept_in_small_letters(self, context):
        change("colours", {tone: colour.upper() for tone, colour in BLUE.items()})
        assert house_settings()["colours"] == BLUE

    def test_every_tone_of_the_scale_is_mixed_from_the_four(self):
        tones = scale(Colours.of(BLUE))
        assert tones["cel-600"] == ("#2a5db0", "#2f6bd0")
        assert tones["cel-700"] == ("#1f4a90", "#a8c4f0")
        for place, ground in ((0, "cel-50"), (1, "cel-100")):
            assert contrast(tones["cel-700"][place], tones[ground][place]) >= 4.5
        assert contrast("#ffffff", tones["cel-fill-hover"][0]) > contrast("#ffffff", "#2a5db0")
        assert "--cel-600: light-dark(#2a5db0, #2f6bd0);" in sheet(Colours.of(BLUE))

    def test_a_house_has_a_sheet_of_its_own_only_with_its_own_colours(self, app):
        client = app.test_client()
        assert "/house.css" not in client.get("/en/").text
        with app.app_context():
            change("colours", BLUE)
        page = client.get("/en/").text
        address = page.split('href="/house.css')[1].split('"')[0]
        answer = client.get("/house.css" + address)
        assert answer.mimetype == "text/css"
        assert "#2a5db0" in answer.text
        assert answer.headers["Cache-Control"].startswith("public, max-age=31536000")
        picture = client.get("/house.svg")
        assert (picture.mimetype, "#2a5db0" in picture.text) == ("image/svg+xml", True)
        assert "Set-Cookie" not in answer.headers


class TestLegalTexts:
    def test_a_text_is_shown_in_the_readers_language_else_in_another(self, context):
        assert legal_text("terms", "ko") is None
        change("terms", {"en": "Be kind."})
        assert (legal_text("terms", "ko").text, legal_text("terms", "ko").language) == (
            "Be kind.",
            "en",
        )
        change("terms", {"en": "Be kind.", "ko": "친절히."}, seen=1)
        assert legal_text("terms", "ko").text == "친절히."

    def test_a_changed_text_has_the_day_of_its_change_and_the_second_of_a_day_says_so(
        self, context
    ):
        own = clock.now().date().replace(year=2020)
        assert text_version("terms", own).code == own.isoformat()
        change("terms", {"en": "One"})
        first = text_version("terms", own)
        change("terms", {"en": "Two"}, seen=1)
        second = text_version("terms", own)
        assert (first.number, second.number, second.day) == (1, 2, first.day)
        assert second.code == f"{first.code}.2"

    def test_the_page_shows_the_text_and_its_version(self, app):
        with app.app_context():
            change("privacy", {"en": "# Yours\n\nWe keep <b>little</b>."})
        page = app.test_client().get("/ko/privacy").text
        assert '<div class="prose words" lang="en" dir="ltr"><h2>Yours</h2>' in page
        assert "&lt;b&gt;little" in page


class TestLanguages:
    def test_a_language_off_the_list_leads_elsewhere(self, app):
        client = app.test_client()
        with app.app_context():
            change("languages", ["en"])
        assert client.get("/ko/terms?x=1").location == "/en/terms?x=1"
        assert 'hreflang="ko"' not in client.get("/en/").text
        korean = {"Accept-Language": "ko-KR"}
        assert client.get("/terms", headers=korean).location == "/en/terms"


def test_every_setting_says_in_words_what_it_is(app):
    with app.test_request_context(), force_locale("en"):
        assert len({setting.key for setting in KNOWN}) == len(KNOWN)
        for setting in KNOWN:
            assert str(setting.label)
            assert str(setting.help).endswith(".")
            assert setting.default(app.config["SETTINGS"]) is not None
