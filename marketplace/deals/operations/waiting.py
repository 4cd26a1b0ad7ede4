"""What the house does about an inquiry that waits, and what its buyer answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import advance_version, lock, session
from marketplace.core.errors import NotFound
from marketplace.deals.enums import (
    UNDECIDED,
    CloseReason,
    InquiryState,
    InquiryStep,
    NotValidReason,
)
from marketplace.deals.errors import house as errors
from marketplace.deals.errors import inquiry as buyer_errors
from marketplace.deals.models import Deal, Inquiry, InquiryNote
from marketplace.deals.operations.delivery import due_for_look, hand_over
from marketplace.deals.rules.house import require_looks_at_inquiries
from marketplace.deals.transitions import DEAL, INQUIRY
from marketplace.verification.queries import may_reach_sellers


@dataclass(frozen=True)
class WordsToBuyer:
    """What is said about an inquiry: reasons, and words in a language (a tag)."""

    reasons: Sequence[NotValidReason] = ()
    words: str = ""
    language: str = "en"

    @property
    def codes(self) -> list[str]:
        """The codes of the reasons."""
        return [reason.value for reason in self.reasons]


def take(inquiry: Inquiry, *, operator: Person, actor: Actor) -> None:
    """Let an operator have an inquiry; who has it already keeps it.

    Raises Conflict when a colleague was faster or it is decided, and what `_lock` raises.
    """
    _lock(inquiry, operator)
    if inquiry.taken_by_id == operator.id:
        return
    inquiry.taken_by_id, inquiry.taken_at = operator.id, clock.now()
    inquiry.version += 1
    _work("taken", inquiry, actor)


def give_back(inquiry: Inquiry, *, operator: Person, actor: Actor) -> None:
    """Let nobody have an inquiry any more; a colleague may do it for somebody who is away.

    Raises Conflict when nobody has it, and what `_lock` raises.
    """
    _lock(inquiry, operator, of_a_colleague=True)
    if inquiry.taken_by_id is None:
        raise errors.not_taken()
    inquiry.taken_by_id = inquiry.taken_at = None
    inquiry.version += 1
    _work("given_back", inquiry, actor)


def pass_on(inquiry: Inquiry, *, operator: Person, seen_version: int, actor: Actor) -> None:
    """Say that an inquiry was looked at and is fine.

    It goes to the seller at once, unless its buyer's check does not stand: then it goes by itself
    as soon as that does. Raises Conflict when somebody was faster, NotAllowed and Refused as `take`
    does.
    """
    deal = _lock(inquiry, operator)
    advance_version(inquiry, seen_version)
    _clear(inquiry, deal, operator, actor)


def _clear(inquiry: Inquiry, deal: Deal, operator: Person, actor: Actor) -> None:
    if may_reach_sellers(deal.buyer):
        hand_over(inquiry, deal, actor=actor, by=operator.id)
        return
    inquiry.waits_check, inquiry.waits_look, inquiry.due_at = True, False, None
    if INQUIRY.can(inquiry, "answer"):  # what was asked needs no answer any more
        INQUIRY.apply(inquiry, "answer", actor=actor)
    _work("cleared", inquiry, actor)


def let_go_along(
    inquiry: Inquiry, *, goes: bool, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Say of one that waits for its buyer's check whether it goes along with the approval.

    With `goes` it was looked at and is fine, as `pass_on` has it; without, it is looked at first.
    Raises what `pass_on` raises; nothing happens where it stands so already.
    """
    deal = _lock(inquiry, operator)
    if inquiry.waits_look is not goes:
        return
    advance_version(inquiry, seen_version)
    if goes:
        _clear(inquiry, deal, operator, actor)
        return
    inquiry.waits_look, inquiry.due_at = True, due_for_look(deal.buyer)
    _work("held_back", inquiry, actor)


def ask(
    inquiry: Inquiry, said: WordsToBuyer, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Ask the buyer about an inquiry: they have the turn, as long as they need.

    Raises Refused without a reason or words, and what `pass_on` raises.
    """
    _lock(inquiry, operator)
    advance_version(inquiry, seen_version)
    _require_words(said)
    inquiry.waits_look, inquiry.due_at = True, None
    if inquiry.taken_by_id is None:
        inquiry.taken_by_id, inquiry.taken_at = operator.id, clock.now()
    _keep(inquiry, InquiryStep.ASKED, said, operator)
    INQUIRY.apply(inquiry, "ask", actor=actor, reasons=said.codes)


def answer_office(inquiry: Inquiry, said: WordsToBuyer, *, answerer: Person, actor: Actor) -> None:
    """Answer what the office asked about an inquiry: the office has the turn again.

    Raises Refused without words, Conflict when nothing is asked any more, NotAllowed for a member
    of the buyer without the role.
    """
    if inquiry.buyer is None or inquiry.deal is None:
        raise NotFound
    buyer = lock_for(actor, inquiry.buyer, WRITERS)
    lock(inquiry.deal)
    lock(inquiry)
    if inquiry.state is not InquiryState.ASKED:
        raise buyer_errors.not_asked()
    if not said.words:
        raise buyer_errors.answer_is_missing()
    inquiry.due_at = due_for_look(buyer)
    inquiry.version += 1
    _keep(inquiry, InquiryStep.ANSWERED, said, answerer)
    INQUIRY.apply(inquiry, "answer", actor=actor)


def close_not_valid(
    inquiry: Inquiry, said: WordsToBuyer, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Close an inquiry as not valid, with a reason that the buyer reads; no seller ever sees it.

    Raises as `ask` does.
    """
    deal = _lock(inquiry, operator)
    advance_version(inquiry, seen_version)
    _require_words(said)
    deal.close_reason = CloseReason.NOT_VALID
    DEAL.apply(deal, "drop", actor=actor)
    inquiry.decided_by_id, inquiry.due_at = operator.id, None
    _keep(inquiry, InquiryStep.NOT_VALID, said, operator)
    INQUIRY.apply(inquiry, "close", actor=actor, reasons=said.codes)


def _lock(inquiry: Inquiry, operator: Person, *, of_a_colleague: bool = False) -> Deal:
    """Lock buyer, deal and inquiry, and ask once more whether the operator may; return the deal.

    Raises NotFound for a draft, NotAllowed when their role does not reach the buyer's country,
    Refused when they are part of one of the companies, Conflict when it is decided or, unless it is
    `of_a_colleague`, when a colleague has taken it.
    """
    if inquiry.deal is None:
        raise NotFound
    lock(session.get_one(Company, inquiry.deal.buyer_id))
    deal = lock(inquiry.deal)
    lock(inquiry)
    require_looks_at_inquiries(operator, deal)
    if inquiry.state not in UNDECIDED:
        raise errors.is_decided()
    if not of_a_colleague and inquiry.taken_by_id not in {None, operator.id}:
        raise errors.taken_by_another(inquiry.taken_by.name if inquiry.taken_by else "")
    return deal


def _require_words(said: WordsToBuyer) -> None:
    if not said.reasons and not said.words:
        raise errors.reason_is_missing()


def _keep(inquiry: Inquiry, step: InquiryStep, said: WordsToBuyer, by: Person) -> None:
    session.add(
        InquiryNote(
            inquiry_id=inquiry.id,
            step=step,
            reasons=said.codes,
            words=said.words,
            language=said.language,
            by_id=by.id,
            at=clock.now(),
        )
    )


def _work(act: str, inquiry: Inquiry, actor: Actor) -> None:
    audit.record(f"inquiry:work:{act}", kind="inquiry", subject=inquiry.code, actor=actor)
