"""The house of the permission matrix: one of everything that an address of the table names."""

from datetime import date, timedelta
from string import Formatter

from sqlalchemy import delete, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office, SignInSession
from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import CertificateKind
from marketplace.catalog.operations import (
    CertificateFacts,
    add_certificate,
    add_image,
    start_listing,
)
from marketplace.catalog.queries.listings import editable_version_of, listing_by_code
from marketplace.companies.enums import AddressKind, ContactChannel, MemberRole, OfferState
from marketplace.companies.models import CompanyDocument, OwnershipOffer
from marketplace.companies.operations import (
    AddressFacts,
    ContactFacts,
    InvitationFacts,
    add_address,
    add_contact,
    add_day_off,
    begin_acting,
    invite,
)
from marketplace.companies.queries import find_any_company
from marketplace.companies.queries.acting import find_acting
from marketplace.companies.queries.members import find_invitation
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import insert_with_id, new_once_key, session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.core.links import Link
from marketplace.core.storage import storage
from marketplace.core.work.models import Delivery, DeliveryState, Heartbeat, Lane
from marketplace.core.work.worker import work_until_idle
from marketplace.moderation.enums import ReviewState
from marketplace.moderation.models import Review
from marketplace.notices.queries import mails_after
from marketplace.search.enums import NewsPace
from marketplace.search.operations import save_search
from marketplace.search.queries.criteria import Criteria
from marketplace.search.queries.saved import stop_link
from tests.factories.checks import KEPT, make_check
from tests.factories.companies import (
    NUMBERS,
    buyer_facts,
    join_company,
    make_colleague,
    make_member,
    make_operator,
    seller_facts,
)
from tests.factories.goods import (
    make_seller,
    picture,
    shown_listing,
    submitted_listing,
)
from tests.factories.offices import make_operator_at
from tests.factories.sheets import checked, row, written
from tests.matrix.answers import Reader
from tests.matrix.house_deals import DealsOfHouse
from tests.support.browsing import (
    NO_PAGE,
    browser_of,
    browser_with,
    browsers_of,
    form_token,
)

ADDRESS = AddressFacts(AddressKind.FACTORY, "KR", "04524", "세종대로 1", "서울", "", "", "", "")
CONTACT = ContactFacts("Park Seoyeon", "", "seoyeon@example.com", "", ContactChannel.MAIL)
DAY_OFF = date(2030, 1, 2)


class House(DealsOfHouse):
    """An application with people of each kind, and things of theirs."""

    def __init__(self, app):
        self.app = app
        self.owner = make_member(app, seller_facts())
        self.people = self._people()
        self.things = {
            "seller": self.owner.company,
            "buyer": self.people[Reader.BUYER].company,
            "operator": self.people[Reader.OPERATOR].person,
            "office": self.headquarters,
            "setting": "contact_phone",
            "parked": self._in_unit(_park),
            **self._of_accounts(),
            **self._of_the_seller(),
            **self._of_further_companies(),
            **self._of_the_check(),
            **self._of_goods(),
            **self._of_inquiries(),
            **self._of_rooms(),
            **self._of_a_draft(),
            **self._of_searches(),
            "sheet": self._bring_sheet(),
            "goods_file": self._write_goods(),
        }
        self.things["mail"] = self._mail()
        self.made_anew = {
            "saved_to_go": lambda: self._save_search("one to go"),
            "address_to_go": lambda: self._write(add_address, ADDRESS),
            "contact_to_go": lambda: self._write(add_contact, CONTACT),
            "colleague_to_go": lambda: make_colleague(app, self.owner.company).person,
            "begun_to": self._begin_inquiries,
            "reply_to_go": self._keep_reply,
            "draft_to_go": lambda: self._in_unit(self._start_listing),
            "image_to_go": lambda: self._in_unit(self._add_image),
            "certificate_to_go": lambda: self._in_unit(self._add_certificate),
            "invitation_to_go": lambda: self._invite(f"{new_public_id('NEW')}@example.com"),
        }

    def address(self, line):
        """Return an address that the line may be tried at now."""
        named = {name for _, name, _, _ in Formatter().parse(line.address) if name}
        fresh = {name: self.made_anew[name]() for name in named & self.made_anew.keys()}
        return line.address.format(**self.things, **fresh)

    def _people(self):
        people = {
            Reader.OWNER: self.owner,
            Reader.VIEWER: make_colleague(self.app, self.owner.company),
            Reader.OTHER_SELLER: make_member(self.app, seller_facts("Other", NUMBERS[1])),
            Reader.BUYER: make_member(self.app, buyer_facts()),
            Reader.OPERATOR: make_operator(self.app),
        }
        with self.app.app_context():
            self.headquarters = session.scalars(select(Office.code)).one()
        moderator = make_operator_at(self.app, self.headquarters, OperatorRole.MODERATOR)
        return people | {Reader.ACTING: moderator}

    def _bring_sheet(self):
        with self.app.app_context():
            company = find_any_company(self.owner.company)
            return checked(self.app, company, [row()]).code

    def _write_goods(self):
        with self.app.app_context():
            company = find_any_company(self.owner.company)
            return written(self.app, company).job.code

    def _of_accounts(self):
        unconfirmed = make_member(self.app, confirmed=False)
        browser_of(self.app, self.owner.person)
        with self.app.app_context():
            return {
                "session": session.scalars(select(SignInSession.code)).one(),
                "confirm": _token("confirm_mail", find_person(unconfirmed.person)),
                "reset": _token("set_password", find_person(self.owner.person)),
            }

    def _of_the_seller(self):
        company = self.owner.company
        self._write(add_day_off, DAY_OFF, "", once=False)
        invited = self._invite("newer@example.com")
        with self.app.app_context():
            token = _token("accept_invitation", find_invitation(invited))
        return {
            "address": self._write(add_address, ADDRESS),
            "contact": self._write(add_contact, CONTACT),
            "colleague": make_colleague(self.app, company).person,
            "invited": token,
        }

    def _of_further_companies(self):
        """Make companies of which owner and viewer are members: one to leave, three to offer."""
        left, *offered = (make_member(self.app).company for _ in range(4))
        for company in (left, *offered):
            join_company(self.app, self.owner, company=company, role=MemberRole.OWNER)
            join_company(self.app, self.people[Reader.VIEWER], company=company)
        things = {"left": left}
        for act, company in zip(("accept", "decline", "withdraw"), offered, strict=True):
            things |= {f"{act}_in": company, f"{act}_offer": self._offer(company)}
        return things

    def _of_goods(self):
        """Make goods of another seller, that buyers see."""
        seller = make_seller(self.app, "Shown Goods")
        with self.app.app_context():
            company = find_any_company(seller.company)
            shown = shown_listing(self.app, company).code
            submitted_listing(company)
            waiting = select(Review.code).where(Review.state == ReviewState.WAITING)
            things = {"shown": shown, "review": session.scalars(waiting).one()}
        self.shown_seller = seller
        return things | {"shown_seller": seller.company}

    def _of_a_draft(self):
        """Begin a listing of the seller, with a picture and a certificate."""
        self.draft = self._in_unit(self._start_listing)
        return {
            "draft": self.draft,
            "draft_image": self._in_unit(self._add_image),
            "draft_certificate": self._in_unit(self._add_certificate),
        }

    def _of_searches(self):
        """Let the buyer keep a search."""
        saved = self._save_search("serum")
        with self.app.app_context():
            return {"saved": saved, "stop": stop_link(saved).token()}

    def _save_search(self, text):
        person = self.people[Reader.BUYER].person
        return self._in_unit(
            lambda: save_search(
                find_person(person),
                Criteria(text=text),
                text,
                NewsPace.DAILY,
                once_key=new_once_key(),
            )
        )

    def _start_listing(self):
        return start_listing(find_any_company(self.owner.company), actor=AT_THE_SERVER).code

    def _add_image(self):
        version = editable_version_of(listing_by_code(self.draft))
        return add_image(version, picture(), actor=AT_THE_SERVER).code

    def _add_certificate(self):
        version = editable_version_of(listing_by_code(self.draft))
        facts = CertificateFacts(CertificateKind.VEGAN)
        return add_certificate(version, facts, actor=AT_THE_SERVER).code

    def _of_the_check(self):
        """Open the check of the seller, with a document that can be opened."""
        check = make_check(self.app, self.owner, number=NUMBERS[0])
        with self.app.app_context():
            storage().put(KEPT.key, b"%PDF-1.7")
            return {"check": check, "document": session.scalars(select(CompanyDocument.code)).one()}

    def _in_unit(self, operation):
        with self.app.test_request_context():
            return unit_of_work(operation)

    def _write(self, operation, *facts, once=True):
        more = {"once_key": new_once_key()} if once else {}
        return self._in_unit(
            lambda: operation(
                find_any_company(self.owner.company), *facts, **more, actor=AT_THE_SERVER
            )
        )

    def _invite(self, mail):
        return self._in_unit(
            lambda: invite(
                find_any_company(self.owner.company),
                InvitationFacts(mail, MemberRole.VIEWER),
                inviter=find_person(self.owner.person),
                once_key=new_once_key(),
                actor=AT_THE_SERVER,
            )
        )

    def _offer(self, company):
        def offer():
            row = OwnershipOffer(
                company_id=find_any_company(company).id,
                state=OfferState.OPEN,
                giver_id=find_person(self.owner.person).id,
                taker_id=find_person(self.people[Reader.VIEWER].person).id,
                role_after=MemberRole.VIEWER,
                offered_at=clock.now(),
                ends_at=clock.now() + timedelta(days=7),
            )
            return insert_with_id(row, column="code", prefix="OWN").code

        return self._in_unit(offer)

    def _mail(self):
        work_until_idle(self.app)
        self._in_unit(lambda: session.execute(delete(Heartbeat)) and None)
        return mails_after("", size=1, settings=self.app.config["SETTINGS"])[0]

    def browsers(self):
        """Return a browser for each kind of reader, who has just signed in, and may act."""
        signed_in = [reader for reader in Reader if reader is not Reader.ANONYMOUS]
        self._in_unit(self._act)
        people = [self.people[reader].person for reader in signed_in]
        browsers = dict(zip(signed_in, browsers_of(self.app, people), strict=True))
        return {Reader.ANONYMOUS: browser_with(self.app)} | browsers

    def ask(self, method, address, browser, *, with_token=True, draws=True):
        """Return the answer to a browser; who knows it is refused needs no page that says so."""
        data = form_token(self.app) if method == "POST" and with_token else {}
        headers = {} if draws else NO_PAGE
        answer = browser.open(address, method=method, data=data, headers=headers)
        answer.close()
        return answer

    def _act(self):
        """Let the operator act for the seller, if they do not by now."""
        seller = find_any_company(self.owner.company)
        operator = find_person(self.people[Reader.ACTING].person)
        if find_acting(seller, operator) is None:
            begin_acting(seller, operator, reason="By telephone", actor=AT_THE_SERVER)


def _token(purpose, row):
    return Link(purpose, row.code, row.link_version, clock.now() + timedelta(hours=1)).token()


def _park():
    delivery = Delivery(
        code=new_public_id("DLV"),
        listener="nobody.knows_it",
        subject="PER-0000-00000",
        lane=Lane.ACT,
        state=DeliveryState.PARKED,
        due_at=clock.now(),
        parked_at=clock.now(),
        problem="UnknownWork",
    )
    session.add(delivery)
    return delivery.code
