"""The settings of the house: what each says, changing one, its history and the way back."""

from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries import names_of_people
from marketplace.accounts.rules import administers_house
from marketplace.config import Settings
from marketplace.core.forms import read_version
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.paging import newest_first
from marketplace.core.web.refusals import done_or_flashed
from marketplace.desk.forms import SettingForm, data_of, setting_form
from marketplace.desk.routes.operator import bp
from marketplace.reference.models.house import SettingChange
from marketplace.reference.operations.settings import change_setting, put_back
from marketplace.reference.queries.settings import changes_of, house_settings
from marketplace.reference.settings import (
    KNOWN,
    Colours,
    KnownSetting,
    find_known,
    group_name,
    tone_name,
)
from marketplace.reference.settings.kinds import TONES


@dataclass(frozen=True)
class ToPutBack:
    """A setting and one of its older versions, 0 for the house's own default."""

    setting: KnownSetting
    version: int


def _find_setting(key: str) -> KnownSetting | None:
    return find_known(key)


def _find_version(key: str, version: int) -> ToPutBack | None:
    setting = find_known(key)
    return ToPutBack(setting, version) if setting else None


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@bp.get("/desk/settings")
@guard(administers_house)
def settings() -> ResponseReturnValue:
    """List every setting with what it says, under headings."""
    grouped = groupby(KNOWN, key=lambda setting: setting.group)
    return render_template(
        "desk/operator_settings.html",
        groups=[(group_name(group), list(members)) for group, members in grouped],
        says=house_settings(),
        **_words(),
    )


@bp.route("/desk/settings/<key>", methods=["GET", "POST"])
@guard(administers_house, subject=_find_setting)
def setting(chosen: KnownSetting) -> ResponseReturnValue:
    """Change a setting; below stands how it came to say what it says."""
    says = house_settings()
    version, standing = says.version(chosen.key), says[chosen.key]
    tag = _language_written()
    form = setting_form(chosen, standing, version, _settings(), tag)
    if form.validate_on_submit() and _change(chosen, form):
        return redirect(url_for(".setting", key=chosen.key, text=request.args.get("text")))
    if form.is_submitted():  # somebody may have been faster by a moment
        says = house_settings(again=True)
        version, standing = says.version(chosen.key), says[chosen.key]
    has_changed = form.is_submitted() and form.show_present(
        version, data_of(chosen, standing, _settings(), tag)
    )
    page = _page(chosen, form, standing, has_changed=has_changed, written=tag)
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


def _change(chosen: KnownSetting, form: SettingForm) -> bool:
    is_new = form.carry_out(
        change_setting,
        chosen,
        form.written,
        seen_version=form.seen_version,
        actor=present_reader().actor(),
    )
    if is_new is None:
        return False
    flash(_("Saved.") if is_new else _("That is what it says already."), "good")
    return True


def _language_written() -> str:
    """Return the tag of the language in which a long text is written on this page."""
    spoken = _settings().languages
    asked = request.args.get("text", "")
    page = language.current().tag
    return next(tag for tag in (asked, page, spoken[0]) if tag in spoken)


def _page(
    chosen: KnownSetting, form: SettingForm, standing: object, *, has_changed: bool, written: str
) -> str:
    history = newest_first(
        changes_of(chosen.key),
        at=SettingChange.at,
        code=SettingChange.code,
        cursor=request.args.get("after"),
    )
    return render_template(
        "desk/operator_setting.html",
        setting=chosen,
        form=form,
        standing=standing,
        has_changed=has_changed,
        written=written,
        spoken=_settings().languages,
        history=history,
        people=names_of_people({row.person for row in history.rows if row.person}),
        says=house_settings(),
        **_words(),
    )


@bp.post("/desk/settings/<key>/put-back/<int(max=999999999):version>")
@guard(administers_house, subject=_find_version)
def put_setting_back(wanted: ToPutBack) -> ResponseReturnValue:
    """Let a setting say again what it said at an older version."""
    key = wanted.setting.key
    if done_or_flashed(
        put_back,
        wanted.setting,
        wanted.version,
        seen_version=read_version(request.form.get("row_version", "")),
        actor=present_reader().actor(),
    ):
        flash(_("Put back."), "good")
    return redirect(url_for(".setting", key=key))


def _words() -> dict[str, object]:
    """Return what the templates need to say values in words."""
    return {
        "language_names": {tag: language.name for tag, language in LANGUAGES.items()},
        "tones": TONES,
        "tone_name": tone_name,
        "colours_of": Colours.of,
        "default_of": lambda known: known.default(_settings()),
    }
