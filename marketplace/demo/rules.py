"""Who may see the stand-ins."""

from flask import current_app

from marketplace.core.permissions import HIDDEN, YES, Rule, Verdict


def _where_stand_ins_are(_reader: object, _subject: object) -> Verdict:
    return YES if current_app.config["SETTINGS"].shows_tools else HIDDEN


#: Anyone, in the demo and test profiles; elsewhere the pages do not exist.
where_stand_ins_are = Rule("where_stand_ins_are", _where_stand_ins_are, for_anyone=True)
