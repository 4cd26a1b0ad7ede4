"""Companies, whole: names, addresses, contacts, texts, calendar, invitations, ownership, acting."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OPEN = sa.text("state = 'open'")


def code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def roles() -> sa.Enum:
    return choice("memberrole", "owner", "trade", "finance", "viewer")


def number(name: str, *, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=default)


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def to(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))


def words(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def head(table: str, *, public: bool = True) -> list[sa.schema.SchemaItem]:
    """The key columns of a table with public ids, each row of which belongs to a company."""
    key = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{table}_code")),
    ]
    return [*(key if public else []), number("company_id"), to(table, "company_id", "company")]


def part(table: str, *more: str) -> list[sa.schema.SchemaItem]:
    """The key columns of a table whose rows are known by their company and what `more` names."""
    key = sa.PrimaryKeyConstraint("company_id", *more, name=op.f(f"pk_{table}"))
    return [*head(table, public=False), key]


def upgrade() -> None:
    widen_company()
    widen_member()
    create_profile()
    create_calendar()
    create_places()
    create_invitations()
    create_ownership_offers()
    create_acting()
    for table in ("company_business", "company_calendar"):
        fill_for_those_who_are_here(table)


def widen_company() -> None:
    op.add_column(
        "company", sa.Column("name_latin", sa.String(160), nullable=False, server_default="")
    )
    op.add_column(
        "company", sa.Column("trade_name", sa.String(160), nullable=False, server_default="")
    )
    op.add_column("company", sa.Column("logo", code(64), nullable=True))
    op.add_column(
        "company",
        sa.Column("sellers_may_write", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(op.f("ix_company_logo"), "company", ["logo"])


def widen_member() -> None:
    op.add_column("member", sa.Column("position", sa.String(80), nullable=False, server_default=""))
    op.add_column("member", number("version", default="1"))


def create_profile() -> None:
    op.create_table(
        "company_business",
        *part("company_business"),
        sa.Column("kind", choice("companykind", "maker", "brand_owner", "trader"), nullable=True),
        sa.Column("does_oem", sa.Boolean(), nullable=False),
        sa.Column("does_odm", sa.Boolean(), nullable=False),
        sa.Column("established", sa.Integer(), nullable=True),
        sa.Column(
            "staff",
            choice("staffband", "1-4", "5-9", "10-49", "50-99", "100-299", "300+"),
            nullable=True,
        ),
        words("website", 200),
        number("version"),
    )
    op.create_table(
        "company_language",
        *part("company_language", "language"),
        sa.Column("language", code(8), nullable=False),
    )
    op.create_table(
        "company_export_market",
        *part("company_export_market", "country"),
        sa.Column("country", code(2), nullable=False),
    )
    op.create_table(
        "company_text",
        *part("company_text", "language"),
        sa.Column("language", code(8), nullable=False),
        words("headline", 120),
        words("story", 4000),
        number("version"),
    )


def create_calendar() -> None:
    op.create_table(
        "company_calendar",
        *part("company_calendar"),
        sa.Column("time_zone", code(64), nullable=True),
        sa.Column("work_week", code(7), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        number("version"),
        sa.CheckConstraint(
            "(opens_at IS NULL) = (closes_at IS NULL)",
            name=op.f("ck_company_calendar_opens_and_closes"),
        ),
    )
    op.create_table(
        "company_day_off",
        *part("company_day_off", "day"),
        sa.Column("day", sa.Date(), nullable=False),
        words("name", 80),
    )


def create_places() -> None:
    op.create_table(
        "company_address",
        *head("company_address"),
        sa.Column(
            "kind",
            choice("addresskind", "registered", "factory", "shipping", "billing", "other"),
            nullable=False,
        ),
        sa.Column("country", code(2), nullable=False),
        words("postal_code", 20),
        *(words(f"street{script}", 200) for script in ("", "_latin")),
        *(
            words(f"{name}{script}", 100)
            for script in ("", "_latin")
            for name in ("city", "region")
        ),
        number("version"),
    )
    op.create_index(op.f("ix_company_address_company_id"), "company_address", ["company_id"])
    channels = ("mail", "phone", "whatsapp", "kakaotalk", "line", "wechat")
    op.create_table(
        "company_contact",
        *head("company_contact"),
        words("name", 80),
        words("role", 80),
        words("mail", 254),
        sa.Column("phone", code(16), nullable=False),
        sa.Column("channel", choice("contactchannel", *channels), nullable=False),
        number("version"),
        sa.CheckConstraint("mail <> '' OR phone <> ''", name=op.f("ck_company_contact_reachable")),
        sa.CheckConstraint(
            "mail <> '' OR channel <> 'mail'", name=op.f("ck_company_contact_mail_to_write_to")
        ),
        sa.CheckConstraint(
            "phone <> '' OR channel = 'mail'", name=op.f("ck_company_contact_phone_to_call")
        ),
    )
    op.create_index(op.f("ix_company_contact_company_id"), "company_contact", ["company_id"])


def create_invitations() -> None:
    op.create_table(
        "invitation",
        *head("invitation"),
        sa.Column(
            "state",
            choice("invitationstate", "open", "accepted", "withdrawn", "ended"),
            nullable=False,
        ),
        words("mail", 254),
        sa.Column("mail_key", code(1016), nullable=False),
        sa.Column("role", roles(), nullable=False),
        words("position", 80),
        sa.Column("language", code(8), nullable=False),
        number("invited_by_id"),
        to("invitation", "invited_by_id", "person"),
        instant("invited_at"),
        instant("ends_at"),
        instant("closed_at", nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        to("invitation", "accepted_by_id", "person"),
        number("link_version"),
        sa.CheckConstraint(
            "state <> 'accepted' OR accepted_by_id IS NOT NULL",
            name=op.f("ck_invitation_accepted_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_invitation_closed_has_time")
        ),
    )
    only_one_open("invitation", "company_id", "mail_key")
    op.create_index(op.f("ix_invitation_company_id_state"), "invitation", ["company_id", "state"])


def create_ownership_offers() -> None:
    op.create_table(
        "ownership_offer",
        *head("ownership_offer"),
        sa.Column(
            "state",
            choice("offerstate", "open", "accepted", "declined", "withdrawn", "ended"),
            nullable=False,
        ),
        number("giver_id"),
        to("ownership_offer", "giver_id", "person"),
        number("taker_id"),
        to("ownership_offer", "taker_id", "person"),
        sa.Column("role_after", roles(), nullable=False),
        instant("offered_at"),
        instant("ends_at"),
        instant("closed_at", nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)",
            name=op.f("ck_ownership_offer_closed_has_time"),
        ),
        sa.CheckConstraint("giver_id <> taker_id", name=op.f("ck_ownership_offer_two_people")),
    )
    only_one_open("ownership_offer", "company_id")


def create_acting() -> None:
    op.create_table(
        "acting_for",
        *head("acting_for"),
        number("person_id"),
        to("acting_for", "person_id", "person"),
        sa.Column("state", choice("actingstate", "open", "ended"), nullable=False),
        words("reason", 500),
        instant("began_at"),
        instant("ends_at"),
        instant("ended_at", nullable=True),
        sa.CheckConstraint(
            "state <> 'ended' OR ended_at IS NOT NULL", name=op.f("ck_acting_for_ended_has_time")
        ),
    )
    only_one_open("acting_for", "company_id", "person_id")
    op.create_index(
        op.f("ix_acting_for_company_id_began_at"), "acting_for", ["company_id", "began_at"]
    )


def only_one_open(table: str, *columns: str) -> None:
    op.create_index(
        f"uq_{table}_open",
        table,
        list(columns),
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def fill_for_those_who_are_here(table: str) -> None:
    """Give every company its one row of `table`, with nothing written in it."""
    parts = sa.table(
        table,
        *(sa.column(name) for name in ("company_id", "version", "website")),
        *(sa.column(name, sa.Boolean()) for name in ("does_oem", "does_odm")),
    )
    company = sa.table("company", sa.column("id"))
    one, nothing, no = sa.literal(1), sa.literal(""), sa.false()
    if table == "company_calendar":
        names, values = ["company_id", "version"], [company.c.id, one]
    else:
        names = ["company_id", "version", "website", "does_oem", "does_odm"]
        values = [company.c.id, one, nothing, no, no]
    op.execute(sa.insert(parts).from_select(names, sa.select(*values)))
