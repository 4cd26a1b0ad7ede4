"""Letters, told as rooms tell them or as they stand when rendered."""

from datetime import UTC, datetime, timedelta

from marketplace.core.db import unit_of_work
from marketplace.core.links import Link
from marketplace.notices.enums import LetterState
from marketplace.notices.models import Letter
from marketplace.notices.operations import Recipient, tell
from marketplace.notices.parameters import store

WRITTEN_AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LINK = Link("reset", "PER-0000-00000", 3, WRITTEN_AT + timedelta(hours=2))

AT_DESK = "/desk/checks/CHK-0000-00000"
_OF_CHECK = {
    "company": "Hanbiton Co., Ltd.",
    "due": WRITTEN_AT,
    "target": "/c/COM-0000-00000/check",
}
_SAID = {
    "reasons": "name_differs document_old",
    "words": "Lo antes posible, por favor.",
    "words_language": "es",
    "office": "Santiago",
}
_OF_DEAL = {
    "company": "Hanbiton Co., Ltd.",
    "other": "Comercial Andes Ltda.",
    "place": "Chile",
    "about": "Centella calming serum 30 ml · 5,000 pcs · to Chile",
    "due": WRITTEN_AT,
    "target": "/c/COM-0000-00000/selling/deals/DEA-0000-00000",
}
_QUOTE = {"sentences": "What is your MOQ?", "words": "Muchas gracias.", "words_language": "es"}
_ASKED = {"reasons": "purpose_unclear", "words": "¿Para qué?", "words_language": "es"}

#: What each message is told with.
PARAMETERS = {
    "already_registered": {"link": LINK},
    "app_removed": {},
    "app_set_up": {},
    "check_answered": _OF_CHECK | {"target": AT_DESK},
    "check_approved": _OF_CHECK | _SAID | {"until": WRITTEN_AT},
    "check_asked": _OF_CHECK | _SAID,
    "check_ended": _OF_CHECK,
    "check_answer_due": _OF_CHECK | {"due": WRITTEN_AT},
    "check_ends_soon": _OF_CHECK | {"until": WRITTEN_AT},
    "check_lifted": _OF_CHECK | _SAID | {"until": WRITTEN_AT},
    "check_opened": _OF_CHECK | {"target": AT_DESK},
    "check_received": _OF_CHECK,
    "check_refused": _OF_CHECK | _SAID,
    "check_suspended": _OF_CHECK | _SAID,
    "confirm_mail": {"link": LINK},
    "daily_notices": {"notices": "", "count": 2},
    "deal_assigned": _OF_DEAL,
    "deal_closed": _OF_DEAL | {"closed_by": "them"},
    "deal_frozen": _OF_DEAL | {"is_gone": 0},
    "deal_message": _OF_DEAL | _QUOTE | {"is_first": 1, "is_warned": 0, "files": 2},
    "deal_opened": _OF_DEAL | _QUOTE,
    "deal_reopened": _OF_DEAL,
    "deal_reported": _OF_DEAL | {"target": "/desk/reports"},
    "deal_thawed": _OF_DEAL,
    "deals_frozen": {"company": "Hanbiton Co., Ltd.", "count": 3, "target": _OF_DEAL["target"]},
    "inquiry_asked": _OF_DEAL | _ASKED,
    "inquiry_not_valid": _OF_DEAL | _ASKED,
    "inquiry_passed_on": _OF_DEAL,
    "inquiry_received": _OF_DEAL | _QUOTE,
    "inquiry_answered": _OF_DEAL | {"target": "/desk/inquiries/INQ-0000-00000"},
    "inquiry_to_look_at": _OF_DEAL | {"target": "/desk/inquiries/INQ-0000-00000"},
    "inquiry_waits": _OF_DEAL | {"waits_for": "check"},
    "sheet_decided": {
        "company": "Hanbiton Co., Ltd.",
        "title": "goods_autumn.csv",
        "state": "approve",
        "count": 12,
        "reasons": "text_unclear claim",
        "words": "Lo antes posible, por favor.",
        "words_language": "es",
        "target": "/c/COM-0000-00000/selling/sheets/SHT-0000-00000",
    },
    "sheet_ready": {
        "company": "Hanbiton Co., Ltd.",
        "title": "goods_autumn.csv",
        "state": "checked",
        "good": 231,
        "faulty": 17,
        "target": "/c/COM-0000-00000/selling/sheets/SHT-0000-00000",
    },
    "listing_approved": {
        "company": "Hanbiton Co., Ltd.",
        "title": "Centella calming serum 30 ml",
        "seen": "now",
        "target": "/c/COM-0000-00000/selling/listings/LST-0000-00000",
    },
    "listing_rejected": {
        "company": "Hanbiton Co., Ltd.",
        "title": "Centella calming serum 30 ml",
        "reasons": "not_allowed",
        "words": "",
        "words_language": "",
        "target": "/c/COM-0000-00000/selling/listings/LST-0000-00000",
    },
    "listing_revision": {
        "company": "Hanbiton Co., Ltd.",
        "title": "Centella calming serum 30 ml",
        "reasons": "claim texts_differ",
        "words": "Please write 30 ml in both languages.",
        "words_language": "en",
        "target": "/c/COM-0000-00000/selling/listings/LST-0000-00000",
    },
    "listing_submitted": {
        "company": "Hanbiton Co., Ltd.",
        "title": "Centella calming serum 30 ml",
        "due": WRITTEN_AT,
        "target": "/desk/reviews/REV-0000-00000",
    },
    "listing_taken_down": {
        "company": "Hanbiton Co., Ltd.",
        "title": "Centella calming serum 30 ml",
        "reasons": "picture_not_yours",
        "words": "",
        "words_language": "",
        "target": "/c/COM-0000-00000/selling/listings/LST-0000-00000",
    },
    "member_invited": {
        "inviter": "Tom Reed",
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "link": LINK,
    },
    "member_joined": {
        "member": "Tom Reed",
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company/members",
    },
    "member_removed": {"company": "Hanbiton Co., Ltd."},
    "member_role_changed": {
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company",
    },
    "new_device": {"device": "Firefox · Windows", "at": WRITTEN_AT},
    "operator_acts": {
        "company": "Hanbiton Co., Ltd.",
        "operator": "Han Soyul",
        "office": "Headquarters",
        "reason": "They asked on the telephone.",
        "hours": 8,
        "target": "/c/COM-0000-00000/company",
    },
    "operator_ended": {},
    "operator_invited": {"link": LINK},
    "ownership_declined": {"company": "Hanbiton Co., Ltd.", "taker": "Tom Reed"},
    "ownership_offered": {
        "company": "Hanbiton Co., Ltd.",
        "giver": "Kim Haneul",
        "target": "/c/COM-0000-00000/company/ownership",
    },
    "ownership_passed": {
        "company": "Hanbiton Co., Ltd.",
        "giver": "Kim Haneul",
        "taker": "Tom Reed",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company",
    },
    "password_changed": {},
    "recovery_code_used": {"left": 3},
    "reset_password": {"link": LINK},
    "roles_changed": {"office": "Santiago", "roles": "Verifier"},
    "turn_ends_soon": _OF_DEAL,
    "turn_over": _OF_DEAL,
    "saved_search_news": {
        "search": "Centella serum",
        "pace": "daily",
        "count": 2,
        "more": 0,
        "goods": "Calming serum 30 ml\ten\tHanbiton Co., Ltd.\t/listings/LST-0000-00000/calming"
        "\n진정 세럼\tko\tOnsaem Botanics\t/listings/LST-0000-00001/serum",
        "target": "/search?sort=newest",
        "stop": Link("stop_saved_search", "SRC-0000-00000", 1, WRITTEN_AT + timedelta(days=365)),
    },
}


def tell_somebody(message="password_changed", *, language="en", person="PER-0000-00001", **facts):
    """Tell Eleanor something in a unit of its own; return the letter's public id."""
    to = Recipient("eleanor@example.com", "Eleanor Finch", language, person)
    return unit_of_work(tell, to, message, **facts)


def letter_of(message, *, language="en", mail="eleanor@example.com", name="Eleanor Finch", **facts):
    """Return a letter that is in no database."""
    return Letter(
        code="LET-0000-00001",
        state=LetterState.QUEUED,
        person="PER-0000-00001",
        mail=mail,
        name=name,
        language=language,
        message=message,
        parameters=store(PARAMETERS[message] | facts),
        queued_at=WRITTEN_AT,
    )
