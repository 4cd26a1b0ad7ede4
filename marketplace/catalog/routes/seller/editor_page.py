"""What the editor shows: the steps with what is missing, the forms of the parts, the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.forms import (
    AltForm,
    CategoryForm,
    CertificateForm,
    CodeForm,
    FactsForm,
    HsForm,
    OptionsForm,
    PartForm,
    PicturesForm,
    PricesForm,
    SampleForm,
    TermsForm,
    TextForm,
)
from marketplace.catalog.forms.trade import CartonForm
from marketplace.catalog.models import Listing, ListingImage, ListingVersion
from marketplace.catalog.queries.basis import Basis, usual_basis
from marketplace.catalog.queries.completeness import STEP_NAMES, EditorStep, Missing, meter, missing
from marketplace.catalog.queries.goods import Goods, goods_of
from marketplace.catalog.queries.listings import editable_version_of, live_version_of
from marketplace.catalog.queries.public_cards import unit_of
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.catalog.queries.sellers import state_names
from marketplace.catalog.queries.sellers_waiting import decisions_on
from marketplace.catalog.queries.texts import needed_languages
from marketplace.catalog.routes.seller.finding import category_offer, hs_offer
from marketplace.catalog.routes.seller.lines import line_of
from marketplace.catalog.routes.seller.preview_reader import chosen_preview
from marketplace.companies.models import Company
from marketplace.core.forms import CreatingForm
from marketplace.core.languages import LANGUAGES
from marketplace.core.web import language
from marketplace.reference.enums import TransportMode
from marketplace.verification.queries import may_show_goods

#: The parts of each step that are a form of one row.
FORMS: Mapping[str, type[PartForm]] = {
    form.PART: form
    for form in (
        TextForm,
        CategoryForm,
        HsForm,
        FactsForm,
        PricesForm,
        TermsForm,
        SampleForm,
        OptionsForm,
        CodeForm,
        CartonForm,
        PicturesForm,
    )
}
STEP_OF_PART: Mapping[str, EditorStep] = {
    "text": EditorStep.TEXTS,
    "category": EditorStep.HS,
    "hs": EditorStep.HS,
    "facts": EditorStep.HS,
    "prices": EditorStep.PRICES,
    "terms": EditorStep.PRICES,
    "sample": EditorStep.PRICES,
    "options": EditorStep.PRICES,
    "code": EditorStep.PRICES,
    "carton": EditorStep.PACKING,
    "pictures": EditorStep.PICTURES,
    "alt": EditorStep.PICTURES,
    "certificate": EditorStep.CERTIFICATES,
}
#: For which steps of how many listings a browser remembers where somebody left.
REMEMBERED = 8
_REMEMBER = "editor"


@dataclass(frozen=True)
class StepLine:
    """A step at the start of the page: `state` is done, open or wrong."""

    step: EditorStep
    name: str
    number: int
    state: str
    line: str
    points: Sequence[Missing]

    @property
    def needed(self) -> Sequence[Missing]:
        """What is missing for a review."""
        return [point for point in self.points if point.needed]


@dataclass(frozen=True)
class Tab:
    """A language of the texts with how much of it is written."""

    tag: str
    name: str
    done: int
    of: int


@dataclass
class EditorPage:
    """The editor of one listing as a page shows it."""

    goods: Goods
    language: str
    step: EditorStep
    forms: dict[str, PartForm] = field(default_factory=dict)
    alts: list[AltForm] = field(default_factory=list)
    certificates: list[CertificateForm] = field(default_factory=list)
    wrong: EditorStep | None = None

    @property
    def listing(self) -> Listing:
        """The listing."""
        return self.goods.listing

    @property
    def version(self) -> ListingVersion:
        """The version that is written on, or was last."""
        return self.goods.version

    @property
    def is_closed(self) -> bool:
        """Whether nothing of the listing can be changed."""
        return self.listing.state in {ListingState.ARCHIVED, ListingState.DELETED}

    @property
    def is_in_review(self) -> bool:
        """Whether an operator looks at it, so that texts and facts rest."""
        return self.version.state is VersionState.SUBMITTED

    @property
    def may_submit(self) -> bool:
        """Whether there is something to hand in."""
        written = self.version.state in {VersionState.DRAFT, VersionState.ASKED}
        return written and not self.is_closed

    @property
    def title(self) -> tuple[str, str]:
        """The language and the title by which the seller knows the goods; ("", "") for none."""
        titles = {tag: text.title for tag, text in self.goods.texts.items() if text.title}
        return pick_text(titles, self.version.original, language.current().tag) or ("", "")


def editor_page_of(
    listing: Listing, *, sent: PartForm | None = None, step: EditorStep | None = None
) -> EditorPage:
    """Return the editor of a listing; `sent` is a form that could not be carried out."""
    version = editable_version_of(listing)
    goods = goods_of(version)
    tag = text_language(goods)
    if sent is not None:
        step = STEP_OF_PART[sent.PART]
    editor = EditorPage(goods, tag, step or _step(goods), wrong=step if sent is not None else None)
    for name, form in FORMS.items():
        is_it = sent is not None and name == sent.PART
        editor.forms[name] = sent if is_it and sent is not None else form(goods, tag)
    editor.alts = [_alt(goods, tag, image, sent) for image in goods.images]
    known = [CertificateForm(goods, tag, one) for one in goods.certificates]
    editor.certificates = [_sent_one(form, sent) for form in (*known, CertificateForm(goods, tag))]
    return editor


def _alt(goods: Goods, tag: str, image: ListingImage, sent: PartForm | None) -> AltForm:
    if isinstance(sent, AltForm) and sent.image.code == image.code:
        return sent
    return AltForm(goods, tag, image)


def _sent_one(form: CertificateForm, sent: PartForm | None) -> CertificateForm:
    if isinstance(sent, CertificateForm) and sent.row_version.name == form.row_version.name:
        return sent
    return form


def text_language(goods: Goods) -> str:
    """Return the language whose texts are shown: that of the address, else the original."""
    asked = request.args.get("text", "")
    return asked if asked in LANGUAGES else goods.version.original


def _step(goods: Goods) -> EditorStep:
    """Return the step of the address, else where the seller left, else what is missing first."""
    asked = request.args.get("step") or session.get(_REMEMBER, {}).get(goods.listing.code, "")
    if asked in set(EditorStep):
        return EditorStep(asked)
    lacking = [point.step for point in missing(goods, shows_goods=True) if point.needed]
    return lacking[0] if lacking else EditorStep.PICTURES


def remember(code: str, step: EditorStep) -> None:
    """Keep where the seller is in a listing, for when they come back."""
    left: dict[str, str] = dict(session.get(_REMEMBER, {}))
    if left.pop(code, "") == step.value and request.args.get("step", "") == "":
        return
    left[code] = step.value
    session[_REMEMBER] = dict(list(left.items())[-REMEMBERED:])


def show_editor(editor: EditorPage, status: int = HTTPStatus.OK) -> ResponseReturnValue:
    """Render the editor."""
    remember(editor.listing.code, editor.step)
    return render_template("catalog/seller_editor.html", **facts_of(editor)), status


def facts_of(editor: EditorPage) -> dict[str, Any]:
    """Return what the editor's template asks for."""
    goods, listing = editor.goods, editor.listing
    company: Company = listing.company
    shows = may_show_goods(company)
    points = missing(goods, shows_goods=shows)
    tag = language.current().tag
    said = decisions_on([editor.version.code]).get(editor.version.code)
    return {
        "company": company,
        "editor": editor,
        "goods": goods,
        "steps": _steps(editor, points),
        "points": points,
        "lacking": [point for point in points if point.needed],
        "shows_goods": shows,
        "said": said,
        "is_live": live_version_of(listing) is not None,
        "state_names": state_names(listing, editor.version),
        "tabs": _tabs(goods, editor.language),
        "further": [
            LANGUAGES[other]
            for other in LANGUAGES
            if other not in _shown_languages(goods, editor.language)
        ],
        "hs": hs_offer(goods, request.args.get("hs", ""), tag, company.country),
        "categories": category_offer(
            goods, request.args.get("goods", ""), request.args.get("branch", ""), tag
        ),
        "bases": usual_bases(company) if not listing.basis_incoterm else [],
        "preview": chosen_preview(goods),
        "unit": unit_of(listing.unit),
        "once": CreatingForm(formdata=None),
        "form_address": lambda part: url_for(
            "catalog.save_part",
            company=company.code,
            code=listing.code,
            part=part,
            text=editor.language,
        ),
    }


def usual_bases(company: Company) -> list[tuple[TransportMode, Basis]]:
    """Return the price bases that are offered first: by air and by sea, where places are known."""
    found = [(mode, usual_basis(company, mode)) for mode in (TransportMode.AIR, TransportMode.SEA)]
    return [(mode, basis) for mode, basis in found if basis.place]


def _steps(editor: EditorPage, points: Sequence[Missing]) -> list[StepLine]:
    lines = []
    for number, step in enumerate(EditorStep, start=1):
        own = [point for point in points if point.step is step]
        line = line_of(step, editor.goods)
        is_open = any(point.needed for point in own) or not line
        state = "wrong" if editor.wrong is step else "open" if is_open else "done"
        lines.append(StepLine(step, str(STEP_NAMES[step]), number, state, line, own))
    return lines


def _shown_languages(goods: Goods, present: str) -> list[str]:
    return list(dict.fromkeys((goods.version.original, *needed_languages(), *goods.texts, present)))


def _tabs(goods: Goods, present: str) -> list[Tab]:
    return [
        Tab(tag, LANGUAGES[tag].name, *meter(goods, tag))
        for tag in _shown_languages(goods, present)
    ]
