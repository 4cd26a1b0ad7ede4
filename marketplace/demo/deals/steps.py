"""What is done in the deals of made-up companies, each step once."""

from datetime import datetime
from functools import cache
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_active_person, office_of_country
from marketplace.companies.models import Company
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.documents import KeptDocument, keep_document
from marketplace.deals.enums import (
    CloseReason,
    DealState,
    EntryKind,
    FileKind,
    InquiryState,
    NotValidReason,
    ReportReason,
)
from marketplace.deals.models import (
    ColleagueNote,
    Deal,
    DealEntry,
    DealMessage,
    DealReport,
    Inquiry,
)
from marketplace.deals.operations import (
    FileFacts,
    MessageFacts,
    assign,
    close,
    no_answer_needed,
    note_for_colleagues,
    reopen,
    report,
    write,
)
from marketplace.deals.operations.waiting import WordsToBuyer, ask, close_not_valid, pass_on
from marketplace.demo.deals.cast import Cast, actor_of, inquiry_in, standing_deal
from marketplace.demo.papers import draw_paper
from marketplace.demo.written_deals import Talk, TalkStep
from marketplace.verification.queries import verifiers_of


def look_at(talk: Talk, cast: Cast) -> None:
    """Let the office look at an inquiry that waits for that."""
    inquiry = inquiry_in(talk, cast)
    if inquiry.state is InquiryState.WAITING and inquiry.waits_look:
        _decide(pass_on, inquiry, cast.company(talk.buyer))


def _decide(act: object, inquiry: Inquiry, buyer: Company, *facts: object) -> None:
    operator = verifiers_of(office_of_country(buyer.country))[0]
    unit_of_work(
        act,  # type: ignore[arg-type] # the acts differ in what they are told
        inquiry,
        *facts,
        operator=operator,
        seen_version=inquiry.version,
        actor=Actor(Channel.COMMAND, person=operator.code),
    )


def do_step(talk: Talk, step: TalkStep, cast: Cast, at: datetime) -> None:
    """Do a step of a talk at an instant, unless it was done."""
    if step.by == "office":
        _let_office_say(talk, step, cast)
        return
    if step.act == "say":
        _say(talk, step, cast, at)
        return
    deal = standing_deal(talk, cast)
    if _is_done(deal, step):
        return
    person, company = cast.who(talk, step)
    _ACTS[step.act](deal, company, step, talk, person)


def _let_office_say(talk: Talk, step: TalkStep, cast: Cast) -> None:
    inquiry = inquiry_in(talk, cast)
    if inquiry.state is not InquiryState.WAITING:
        return
    reasons = tuple(NotValidReason(one) for one in step.row["reasons"])
    said = WordsToBuyer(reasons, step.words, step.language)
    act = ask if step.act == "ask" else close_not_valid
    _decide(act, inquiry, cast.company(talk.buyer), said)


def _say(talk: Talk, step: TalkStep, cast: Cast, at: datetime) -> None:
    deal = standing_deal(talk, cast)
    said = select(DealMessage.id).where(
        DealMessage.deal_id == deal.id, DealMessage.words == step.words
    )
    if session.scalar(said) is not None:
        return
    person, company = cast.who(talk, step)
    files = [_file(step.row["file"], company, at)] if "file" in step.row else []
    facts = MessageFacts(step.words, step.language, step.phrases(at), files)
    unit_of_work(
        write,
        deal,
        company,
        facts,
        once_key=f"{talk.key} {step.row['ago']}",
        actor=actor_of(person, company),
    )


def _file(kind: str, company: Company, at: datetime) -> FileFacts:
    """Return a drawn paper of a kind, kept already, with a number and the day on it."""
    number = f"{company.code[-5:]}-{at:%y%m%d}"
    end_reading()
    kept = _paper(kind, current_app.config["SETTINGS"].data_dir)
    return FileFacts(kept, FileKind(kind), number, at.date())


@cache
def _paper(kind: str, _kept_in: Path) -> KeptDocument:
    """Keep a drawn paper, one a kind: each is looked at in a process of its own."""
    name = kind.replace("_", " ").capitalize()
    return keep_document(draw_paper(name, "Made for the demo", ""), f"{kind}.png")


#: What an act leaves on the timeline, once in a made-up deal.
_LEFT = {
    "close": EntryKind.CLOSED,
    "reopen": EntryKind.REOPENED,
    "assign": EntryKind.ASSIGNED,
}


def _is_done(deal: Deal, step: TalkStep) -> bool:
    if step.act in _LEFT:
        kept = select(DealEntry.id).where(
            DealEntry.deal_id == deal.id, DealEntry.kind == _LEFT[step.act]
        )
    elif step.act == "note":
        kept = select(ColleagueNote.id).where(ColleagueNote.deal_id == deal.id)
    elif step.act == "report":
        kept = select(DealReport.id).where(DealReport.deal_id == deal.id)
    else:
        return deal.state is not DealState.OPEN or deal.turn is None
    return session.scalar(kept.limit(1)) is not None


def _close(deal: Deal, company: Company, step: TalkStep, _talk: Talk, person: Person) -> None:
    unit_of_work(
        close,
        deal,
        company,
        CloseReason(step.row["reason"]),
        note=step.row.get("note", ""),
        language=person.language,
        seen_version=deal.version,
        actor=actor_of(person, company),
    )


def _reopen(deal: Deal, company: Company, _step: TalkStep, _talk: Talk, person: Person) -> None:
    actor = actor_of(person, company)
    unit_of_work(reopen, deal, company, seen_version=deal.version, actor=actor)


def _need_no_answer(
    deal: Deal, company: Company, _step: TalkStep, _talk: Talk, person: Person
) -> None:
    actor = actor_of(person, company)
    unit_of_work(no_answer_needed, deal, company, seen_version=deal.version, actor=actor)


def _assign(deal: Deal, company: Company, _step: TalkStep, talk: Talk, person: Person) -> None:
    colleague = find_active_person(f"staff1@{talk.seller}.example") or person
    unit_of_work(assign, deal, company, colleague, actor=actor_of(person, company))


def _note(deal: Deal, company: Company, step: TalkStep, talk: Talk, person: Person) -> None:
    unit_of_work(
        note_for_colleagues,
        deal,
        company,
        step.words,
        language=step.language,
        once_key=talk.key,
        actor=actor_of(person, company),
    )


def _report(deal: Deal, company: Company, step: TalkStep, talk: Talk, person: Person) -> None:
    unit_of_work(
        report,
        deal,
        company,
        ReportReason(step.row["reason"]),
        words=step.words,
        language=step.language,
        once_key=talk.key,
        actor=actor_of(person, company),
    )


_ACTS = {
    "assign": _assign,
    "close": _close,
    "no_answer_needed": _need_no_answer,
    "note": _note,
    "reopen": _reopen,
    "report": _report,
}
