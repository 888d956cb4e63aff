"""Finding accounts, links, invitations, sessions."""

from datetime import timedelta

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts import codes
from app.accounts.contacts import canonical as canonical
from app.accounts.models import (
    PROFESSIONALS,
    Account,
    AccountSession,
    Invitation,
    OneTimeLink,
    Passkey,
    Purpose,
)
from app.accounts.sessions import digest
from app.extensions import db


def find_by_email(email: str) -> Account | None:
    """Find the open account of this address: the one that confirmed it, else the oldest."""
    return next(iter(all_by_email(email)), None)


def all_by_email(email: str) -> list[Account]:
    """List the open accounts that wrote this address, the one that confirmed it first."""
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.email == canonical(email), Account.closed_at.is_(None))
            .order_by(Account.email_confirmed_at.is_(None), Account.id)
        )
    )


def find_open(token: str) -> Account | None:
    """Find an open account by its token."""
    return db.session.scalar(
        select(Account).where(Account.token == token, Account.closed_at.is_(None))
    )


def find_passkey(token: str, of: Account) -> Passkey:
    """Find a key of this account."""
    found = db.session.scalar(
        select(Passkey).where(Passkey.token == token, Passkey.account_id == of.id)
    )
    if found is None:
        raise NotFound
    return found


def find_confirmed(email: str) -> Account | None:
    """Find the open account that owns this address."""
    return db.session.scalar(
        select(Account).where(
            Account.email == canonical(email),
            Account.email_confirmed_at.is_not(None),
            Account.closed_at.is_(None),
        )
    )


def claimed(email: str) -> tuple[Account | None, Account | None]:
    """Give the account that owns an address, and the last one that wrote it without owning it."""
    accounts = all_by_email(email)
    owner = [a for a in accounts if a.email_confirmed_at]
    others = [a for a in accounts if not a.email_confirmed_at]
    return (owner[0] if owner else None), (others[-1] if others else None)


def just_opened(once: str | None) -> Account | None:
    """Find the account that this very form opened a moment ago."""
    if not once:
        return None
    return db.session.scalar(
        select(Account).where(
            Account.once == once[:32], Account.created_at > clock.now() - timedelta(minutes=10)
        )
    )


def find_by_code(code: str) -> Account | None:
    """Find the open account of a personal code, as typed."""
    normalised = codes.normalised(code)
    if normalised is None:
        return None
    return db.session.scalar(
        select(Account).where(
            Account.code_hash.in_(codes.fingerprints(normalised)), Account.closed_at.is_(None)
        )
    )


def find_link(token: str, purpose: Purpose) -> OneTimeLink | None:
    """Find a link that may still be used for this; used, expired or foreign ones are nothing."""
    found = db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
        )
    )
    return found if found and found.account.is_active and _still_its_own(found) else None


def _still_its_own(link: OneTimeLink) -> bool:
    """Tell whether the mailbox that a password’s link went to is still the account’s."""
    account = link.account
    moved = bool(account.email_confirmed_at) and account.email != link.address
    by_mail = link.purpose == Purpose.RESET_PASSWORD
    return not (by_mail and moved)


def find_invitation(token: str) -> Invitation | None:
    """Find the open invitation whose letter holds this token."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == digest(token)))
    return found if found and found.is_open else None


def live_sessions(account: Account) -> list[AccountSession]:
    """List the browsers where this account is signed in, newest first."""
    return list(
        db.session.scalars(
            select(AccountSession)
            .where(
                AccountSession.account_id == account.id,
                AccountSession.ended_at.is_(None),
                AccountSession.expires_at > clock.now(),
            )
            .order_by(AccountSession.created_at.desc(), AccountSession.id.desc())
        )
    )


def find_session(token: str, of: Account) -> AccountSession:
    """Find one of this account’s own sessions."""
    found = next((s for s in live_sessions(of) if s.token == token), None)
    if found is None:
        raise NotFound
    return found


def professionals() -> list[Account]:
    """List the open accounts of people who work for the scheme, by role then name."""
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.role.in_(PROFESSIONALS), Account.closed_at.is_(None))
            .order_by(Account.role, Account.first_name, Account.id)
        )
    )


def open_invitations(association_id: int | None = None) -> list[Invitation]:
    """List the places not taken yet: of an association, or of the professionals."""
    return list(
        db.session.scalars(
            select(Invitation)
            .where(
                Invitation.association_id.is_(None)
                if association_id is None
                else Invitation.association_id == association_id,
                Invitation.accepted_at.is_(None),
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        )
    )
