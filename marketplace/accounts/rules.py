"""Who may do what with people's own things, and which passwords are good enough."""

from flask_babel import gettext as _
from zxcvbn import zxcvbn

from marketplace.accounts.models import SignInSession
from marketplace.accounts.queries import Reader
from marketplace.core.permissions import HIDDEN, SIGN_IN, YES, Rule, Verdict

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
#: Of zxcvbn's five steps 0 to 4: 2 is "somewhat guessable", more than a million guesses.
LEAST_STRENGTH = 2
MEASURED_CHARACTERS = 72


def _signed_in(reader: Reader | None, _subject: object) -> Verdict:
    return YES if reader else SIGN_IN


def _own_session(reader: Reader, subject: SignInSession) -> Verdict:
    return YES if subject.person_id == reader.person.id else HIDDEN


def _operator(reader: Reader, _subject: object) -> Verdict:
    return YES if reader.person.is_operator else HIDDEN


signed_in = Rule("signed_in", _signed_in)
own_session = Rule("own_session", _own_session)
is_operator = Rule("is_operator", _operator)


def password_problem(password: str, *, name: str = "", mail: str = "") -> str | None:
    """Return what is wrong with a new password as a sentence, None when it is good enough.

    At least 12 characters and not on the lists of stolen ones (NIST SP 800-63B, 3.1.1), measured
    with zxcvbn, which also knows names, dates and the person's own `name` and `mail`.
    """
    if len(password) < SHORTEST_PASSWORD:
        return str(_("Please use at least %(count)s characters.", count=SHORTEST_PASSWORD))
    if len(password) > LONGEST_PASSWORD:
        return str(_("Please keep to %(count)s characters.", count=LONGEST_PASSWORD))
    own_words = [word for word in (name, mail, *mail.split("@"), *name.split()) if word]
    measured = zxcvbn(password[:MEASURED_CHARACTERS], user_inputs=own_words)
    if measured["score"] < LEAST_STRENGTH:
        return str(
            _("This one is easy to guess or on a list of stolen passwords. Try three words.")
        )
    return None
