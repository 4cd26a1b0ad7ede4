"""Who may do what: with their own things, as an operator; which passwords are good enough."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office, Operator, Person, SignInSession
from marketplace.accounts.queries import Reader, headquarters, office_of_country
from marketplace.accounts.queries.offices import names_of_operators
from marketplace.core.permissions import HIDDEN, SIGN_IN, YES, Answer, Rule, Verdict

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


def holds(
    person: Person, *roles: OperatorRole, country: str | None = None, office: Office | None = None
) -> bool:
    """Whether an operator has one of the roles there: for the country (ISO 3166), or the office.

    Roles hold within the countries of the operator's office; those of headquarters hold everywhere.
    With neither, whether they have it anywhere. Somebody who is no operator holds nothing.
    """
    operator = person.operator
    if operator is None or operator.roles.isdisjoint(roles):
        return False
    if operator.office.is_headquarters:
        return True
    if office is None and country is not None:
        office = office_of_country(country)
        return office is not None and office.id == operator.office_id
    return office is None or office.id == operator.office_id


def operator_with(
    *roles: OperatorRole,
    country_of: Callable[[Any], str] | None = None,
    office_of: Callable[[Any], Office] | None = None,
    at_headquarters: bool = False,
) -> Rule:
    """Return the rule that an operator must have one of the `roles` where the subject belongs.

    `country_of` or `office_of` tells of a subject where that is; `at_headquarters` asks for the
    role at headquarters, for what concerns the whole house; with none of them any office will do.
    Strangers are not told that there is anything.
    """

    def place(subject: object) -> Office | None:
        if at_headquarters:
            return headquarters()
        if country_of is not None:
            return office_of_country(country_of(subject))
        return office_of(subject) if office_of is not None else None

    anywhere = not at_headquarters and country_of is None and office_of is None

    def check(reader: Reader, subject: object) -> Verdict:
        if not reader.person.is_operator:
            return HIDDEN
        office = place(subject)
        if holds(reader.person, *roles, office=office):
            return YES
        sentence = _("Your role as an operator does not reach this far.")
        who_can = names_of_operators(roles, office=office, anywhere=anywhere)
        return Verdict(Answer.NOT_YOUR_ROLE, sentence, tuple(who_can))

    names = "_or_".join(sorted(role.value for role in roles))
    return Rule(f"operator_with_{names}" + ("_at_headquarters" if at_headquarters else ""), check)


def _own_office(office: Office) -> Office:
    return office


def _office_of_operator(operator: Operator) -> Office:
    return operator.office


administers = operator_with(OperatorRole.ADMINISTRATOR)
administers_house = operator_with(OperatorRole.ADMINISTRATOR, at_headquarters=True)
administers_office = operator_with(OperatorRole.ADMINISTRATOR, office_of=_own_office)
administers_operator = operator_with(OperatorRole.ADMINISTRATOR, office_of=_office_of_operator)


def password_problem(password: str, *, name: str = "", mail: str = "") -> str | None:
    """Return what is wrong with a new password as a sentence, None when it is good enough.

    At least 12 characters and not on the lists of stolen ones (NIST SP 800-63B, 3.1.1), measured
    with zxcvbn, which also knows names, dates and the person's own `name` and `mail`.
    """
    from zxcvbn import zxcvbn  # its lists take 12 MiB, which only a new password needs

    if len(password) < SHORTEST_PASSWORD:
        return str(
            ngettext(
                "Please use at least %(num)s character.",
                "Please use at least %(num)s characters.",
                SHORTEST_PASSWORD,
            )
        )
    if len(password) > LONGEST_PASSWORD:
        return str(
            ngettext(
                "Please keep to %(num)s character.",
                "Please keep to %(num)s characters.",
                LONGEST_PASSWORD,
            )
        )
    own_words = [word for word in (name, mail, *mail.split("@"), *name.split()) if word]
    measured = zxcvbn(password[:MEASURED_CHARACTERS], user_inputs=own_words)
    if measured["score"] < LEAST_STRENGTH:
        return str(
            _("This one is easy to guess or on a list of stolen passwords. Try three words.")
        )
    return None
