"""Someone who signs in: the account, its sessions, its one-time links, its invitations."""

from datetime import date, datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app import clock
from app.extensions import Addressed, Identified, Model
from app.languages import SOURCE
from app.territories.models import Commune


class Role(StrEnum):
    """What someone is here; one role an account."""

    VOLUNTEER = "volunteer"
    ASSOCIATION = "association"
    REFERENT = "referent"
    AMBASSADOR = "ambassador"
    OPERATOR = "operator"
    PILOT = "pilot"
    ADMIN = "admin"


PROFESSIONALS = frozenset(Role) - {Role.VOLUNTEER, Role.ASSOCIATION}
FICTIVE = " (fictive)"
CONFIRMED = text("email_confirmed_at IS NOT NULL AND closed_at IS NULL")


class Account(UserMixin, Addressed, Model):
    """Someone who signs in, or for whom a référent opened an account.

    ``email`` is stored in its canonical form, and is unique among confirmed addresses only:
    anyone may write any address when signing up, and learns nothing of who has an account; a
    second account becomes confirmed only through the mailbox. Neither it nor ``phone`` is
    compulsory for an assisted account, whose key is the personal code printed on a card.
    ``is_practice`` marks someone who is not real, to learn with, and who counts nowhere.
    ``last_name`` and ``postal_address`` are for the référent only. ``once`` comes from the form
    that opened the account: the same form sent twice opens one account. ``language`` is the one
    a volunteer chose to read.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        Index(
            "uq_accounts_confirmed_email",
            "email",
            unique=True,
            sqlite_where=CONFIRMED,
            postgresql_where=CONFIRMED,
        ),
    )
    __allow_unmapped__ = True

    role: Mapped[Role] = mapped_column(String(12), index=True)
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(80), default="")
    postal_address: Mapped[str] = mapped_column(Text, default="")
    birth_date: Mapped[date | None]
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    email_confirmed_at: Mapped[datetime | None]
    phone: Mapped[str | None] = mapped_column(String(16), index=True)
    preferred_channel: Mapped[str | None] = mapped_column(String(10))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_set_at: Mapped[datetime | None]
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    once: Mapped[str | None] = mapped_column(String(32), unique=True)
    closed_at: Mapped[datetime | None]
    is_practice: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(3))
    commune: Mapped[Commune | None] = relationship(lazy="joined")

    acting_for: "Account | None" = None
    session: "AccountSession | None" = None

    @validates("first_name")
    def _mark_who_is_not_real(self, _key: str, name: str) -> str:
        """Have the name of someone who is not real say so, wherever it shows."""
        plain = name.removesuffix(FICTIVE)
        return f"{plain[: 60 - len(FICTIVE)]}{FICTIVE}" if self.is_practice else name

    @property
    def is_proven(self) -> bool:
        """Whether nothing more is asked of this visit before every page opens."""
        return self.session is None or self.session.is_proven

    @property
    def is_active(self) -> bool:
        """Whether the account may sign in."""
        return self.closed_at is None

    def get_id(self) -> str:
        """Give the token of the current session, which is what the cookie holds."""
        return self.session.plain_token if self.session else ""

    @property
    def is_professional(self) -> bool:
        """Whether this person works for the scheme."""
        return self.role in PROFESSIONALS

    @property
    def full_name(self) -> str:
        """The whole name, for the référent's eyes."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def channel(self) -> str:
        """How letters reach this person: their preference if it is possible, else what is.

        Nothing is sent to someone who is not real: what they would receive is there to print.
        """
        if self.is_practice:
            return "paper"
        ways = {"email": bool(self.email), "sms": self.has_mobile, "paper": True}
        if self.preferred_channel and ways.get(self.preferred_channel):
            return self.preferred_channel
        return next(way for way, possible in ways.items() if possible)

    @property
    def reads(self) -> str:
        """The language of what is written to this person; French to whoever works here."""
        return (self.language or SOURCE) if self.role == Role.VOLUNTEER else SOURCE

    @property
    def has_mobile(self) -> bool:
        """Whether the phone number can receive text messages."""
        return bool(self.phone and self.phone.startswith(("+336", "+337")))


class AccountSession(Addressed, Model):
    """A browser where someone is signed in; ending the row signs it out.

    The cookie’s secret is kept as ``token_hash``; ``token`` only names the row on a page.

    ``acting_for`` is the person whom a référent is filling in with, in front of them.
    ``is_proven`` when everything that is asked of this role to enter was given; until then, only
    the pages that set up the second step open. ``seen_at`` is when it last asked for a page.
    ``provider`` is through whom they came, and ``id_token`` what it wants back, encrypted.
    """

    __tablename__ = "account_sessions"
    __allow_unmapped__ = True

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    is_proven: Mapped[bool] = mapped_column(default=True)
    browser: Mapped[str] = mapped_column(String(80), default="")
    provider: Mapped[str] = mapped_column(String(40), default="")
    id_token: Mapped[str] = mapped_column(Text, default="")
    acting_for_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    account: Mapped[Account] = relationship(foreign_keys=[account_id], lazy="joined")
    acting_for: Mapped[Account | None] = relationship(foreign_keys=[acting_for_id], lazy="joined")

    plain_token: str = ""


class Authenticator(Identified, Model):
    """The application that gives someone six digits every thirty seconds (TOTP, RFC 6238).

    ``secret`` is encrypted with a key made from the site’s; ``last_step`` is the last period whose
    digits were used, so that they are used once. It counts once ``confirmed_at`` is set.
    """

    __tablename__ = "authenticators"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    secret: Mapped[str] = mapped_column(String(200))
    last_step: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]


class Passkey(Addressed, Model):
    """A key that a device or a security token keeps for this site (WebAuthn)."""

    __tablename__ = "passkeys"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(400), unique=True)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


class RecoveryCode(Identified, Model):
    """A code written on paper, for the day the telephone is lost: it works once."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None]


class ProviderIdentity(Addressed, Model):
    """Someone as an OpenID Connect provider knows them: issuer and subject open one account.

    ``siret`` is the establishment that the provider names, for information only.
    """

    __tablename__ = "provider_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    provider: Mapped[str] = mapped_column(String(40))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    siret: Mapped[str] = mapped_column(String(14), default="")
    linked_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime] = mapped_column(default=clock.now)

    account: Mapped[Account] = relationship(lazy="joined")


class Purpose(StrEnum):
    """What a one-time link is good for."""

    CONFIRM_EMAIL = "confirm_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password
    SIGN_IN = "sign_in"


class OneTimeLink(Identified, Model):
    """A link sent to someone: one purpose, one use, a short life; only its hash is kept."""

    __tablename__ = "one_time_links"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    address: Mapped[str] = mapped_column(String(254), default="")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="joined")


class Invitation(Addressed, Model):
    """A place kept for a professional, or for a colleague in an association.

    ``place`` names where they will work, in words (an association, an operator). What the place
    gives besides the account is up to whoever listens (``invitations.when_accepted``).
    """

    __tablename__ = "invitations"

    email: Mapped[str] = mapped_column(String(254), index=True)
    first_name: Mapped[str] = mapped_column(String(60), default="")
    role: Mapped[Role] = mapped_column(String(12))
    territory_ids: Mapped[list[str]] = mapped_column(default=list)
    association_id: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    invited_by: Mapped[Account] = relationship(lazy="joined")

    @property
    def is_open(self) -> bool:
        """Whether the place may still be taken."""
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > clock.now()


class Attempt(Identified, Model):
    """A failed try at a password or a code, counted per account and per address."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(80), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
