"""A sign-up between its two steps."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.accounts.models.person import MAIL_LENGTH, NAME_LENGTH
from marketplace.core.db import Base, Instant, PublicId, code_column, text_column


class SignUpDraft(Base):
    """What the first step ("You") said, kept a day for the second; the cookie holds its token."""

    __tablename__ = "sign_up_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    token_digest: Mapped[str] = mapped_column(code_column(64), unique=True)
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    mail: Mapped[str] = mapped_column(text_column(MAIL_LENGTH))
    language: Mapped[str] = mapped_column(code_column(8))
    password_hash: Mapped[str] = mapped_column(text_column(255))
    started_at: Mapped[datetime] = mapped_column(Instant)
