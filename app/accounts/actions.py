"""Opening, confirming, protecting and closing accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from app import clock, journal
from app.accounts import codes, passwords, queries
from app.accounts.invitations import Guest as Guest
from app.accounts.invitations import invite as invite
from app.accounts.models import (
    Account,
    AccountSession,
    Attempt,
    OneTimeLink,
    ProviderIdentity,
    Purpose,
    Role,
)
from app.accounts.sessions import digest, sign_out_everywhere
from app.accounts.throttle import account_key
from app.extensions import db, new_token
from app.languages import spoken
from app.letters.models import OPENING, Addressee, write
from app.lifecycle import AlreadyDone, TakenMeanwhile
from app.worker import duty

CONFIRM_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(hours=1)
OPENING |= {f"accounts/{kind}" for kind in ("confirm", "welcome", "invitation", "new_password")}


@dataclass(frozen=True)
class Newcomer:
    """Someone about to have an account; ``email`` and ``phone`` in their canonical forms."""

    role: Role
    first_name: str
    email: str | None = None
    phone: str | None = None
    password: str | None = None
    commune_code: str | None = None
    once: str | None = None


@dataclass(frozen=True)
class Contact:
    """How someone is called and reached."""

    first_name: str
    phone: str | None
    preferred_channel: str | None


def open_account(newcomer: Newcomer, by: Account | None = None) -> Account:
    """Open an account, and write to its address so that it is confirmed.

    The same is done whether the address has an account already or not: only the letter differs.
    """
    account = Account(
        role=newcomer.role,
        first_name=newcomer.first_name,
        email=newcomer.email,
        phone=newcomer.phone,
        commune_code=newcomer.commune_code,
        once=newcomer.once,
        password_hash=passwords.hashed(newcomer.password) if newcomer.password else None,
        opened_by_id=by.id if by else None,
        language=None if by else spoken().code,
    )
    db.session.add(account)
    db.session.flush()
    journal.record("open_account", account, by=by or account)
    if account.email:
        ask_to_confirm(account, account.email, by=by or account)
    return account


def read_in(account: Account, code: str) -> None:
    """Keep the language someone reads."""
    account.language = code
    journal.record("read_in", account, by=account)


def ask_to_confirm(account: Account, address: str, by: Account) -> None:
    """Write to an address with the link that confirms it, or to its owner if it has an account.

    Someone who has no password yet chooses one by the same link. Nobody writes for someone who is
    not real.
    """
    if account.is_practice:
        return
    owner = queries.find_confirmed(address)
    enters = account.password_hash is not None
    purpose = Purpose.CONFIRM_EMAIL if enters else Purpose.RESET_PASSWORD
    token = open_link(account, purpose, clock.now() + CONFIRM_LIFE, address)
    if owner is not None and owner.id != account.id:
        write("accounts/already_here", to=Addressee(address, owner.first_name, reads=owner.reads))
    else:
        kind = "accounts/confirm" if enters else "accounts/welcome"
        write(kind, to=Addressee(address, account.first_name, reads=account.reads), token=token)
    journal.record("ask_to_confirm", account, by=by)


def open_link(account: Account, purpose: Purpose, until: datetime, address: str) -> str:
    """Make a one-time link, which ends the ones before it; give its token, which is not kept."""
    db.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.account_id == account.id,
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )
    token = new_token() + new_token()
    db.session.add(
        OneTimeLink(
            account_id=account.id,
            purpose=purpose,
            token_hash=digest(token),
            address=address,
            expires_at=until,
        )
    )
    return token


def use_link(link: OneTimeLink) -> None:
    """Spend a link; of two clicks at the same moment, one spends it."""
    spent = db.session.scalar(
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(OneTimeLink.id)
    )
    if spent is None:
        raise AlreadyDone


def confirm_email(link: OneTimeLink) -> bool:
    """Have the account own the address of the link; False when another account does already."""
    account = link.account
    owner = queries.find_confirmed(link.address)
    if owner is not None and owner.id != account.id:
        return False
    use_link(link)
    if account.email_confirmed_at and account.email and account.email != link.address:
        write(
            "accounts/address_changed",
            to=Addressee(account.email, account.first_name, reads=account.reads),
        )
    account.email = link.address
    account.email_confirmed_at = clock.now()
    db.session.execute(
        update(Account)
        .where(
            Account.email == link.address,
            Account.id != account.id,
            Account.email_confirmed_at.is_(None),
        )
        .values(email=None)
    )
    journal.record("confirm_email", account, by=account)
    return True


def disown_email(link: OneTimeLink) -> None:
    """Take an address away from an account that wrote it without owning the mailbox."""
    use_link(link)
    if link.account.email == link.address and not link.account.email_confirmed_at:
        link.account.email = None
        sign_out_everywhere(link.account)
    journal.record("disown_email", link.account, by=None)


def recognise(email: str, password: str) -> Account | None:
    """Give the account of this address and password, in the same time whoever has an account.

    Always two checks, for the owner of the address and for the last account that wrote it, so that
    neither answer nor delay tells whether the address is known. No transaction is open meanwhile:
    a check takes long enough to hold up every other writer.
    """
    claims = [(a.id, a.password_hash) if a else (None, None) for a in queries.claimed(email)]
    db.session.rollback()
    right = [key for key, stored in claims if passwords.is_right(password, stored)]
    if not right or not passwords.may_serve(password):
        return None
    account = db.session.get_one(Account, right[0])
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    return account


def ask_new_password(email: str) -> None:
    """Write to an address with a link to choose a new password, or say that it has no account."""
    account = queries.find_by_email(email)
    if account is None:
        write("accounts/no_account", to=Addressee(email, reads=spoken().code))
        return
    token = open_link(account, Purpose.RESET_PASSWORD, clock.now() + RESET_LIFE, email)
    write(
        "accounts/new_password",
        to=Addressee(email, account.first_name, reads=account.reads),
        token=token,
    )


def choose_password(link: OneTimeLink, password: str) -> Account:
    """Set the password through a link: the mailbox is proved, and every session ends."""
    account = link.account
    hashed = passwords.hashed(password)
    if account.email_confirmed_at:
        use_link(link)
    elif not confirm_email(link):
        raise TakenMeanwhile
    account.password_hash = hashed
    sign_out_everywhere(account)
    forget_attempts(account)
    journal.record("choose_password", account, by=account)
    return account


def change_password(account: Account, password: str) -> None:
    """Change one's password; the other browsers are signed out."""
    account.password_hash = passwords.hashed(password)
    sign_out_everywhere(account, but=account.session)
    if account.email:
        write("accounts/password_changed", to=account)
    journal.record("change_password", account, by=account)


def change_contact(account: Account, contact: Contact, by: Account) -> None:
    """Change how someone is called and reached, except by e-mail."""
    account.first_name = contact.first_name
    account.phone = contact.phone
    account.preferred_channel = contact.preferred_channel
    journal.record("change_contact", account, by=by)


def change_email(account: Account, email: str | None, by: Account) -> None:
    """Change an address; one that was confirmed stays until the new one is."""
    if email is None or not account.email_confirmed_at:
        account.email = email
        account.email_confirmed_at = None
    if email:
        ask_to_confirm(account, email, by=by)
    journal.record("change_email", account, by=by)


@duty("accounts forget", every=3600)
def forget_old() -> int:
    """Forget old tries, dead links and ended sessions; give how many rows went."""
    now = clock.now()
    old = (
        delete(Attempt).where(Attempt.at < now - timedelta(days=1)),
        delete(OneTimeLink).where(OneTimeLink.expires_at < now - timedelta(days=30)),
        delete(AccountSession).where(
            or_(
                AccountSession.expires_at < now - timedelta(days=1),
                AccountSession.ended_at < now - timedelta(days=1),
            )
        ),
    )
    gone = sum(len(db.session.scalars(one.returning(one.table.c.id)).all()) for one in old)
    db.session.commit()
    return gone


def forget_attempts(account: Account) -> None:
    """Forget the failed tries at this account, once its owner is known to be there."""
    if account.email:
        db.session.execute(delete(Attempt).where(Attempt.key == account_key(account.email)))


def close_account(account: Account, by: Account) -> None:
    """Close an account: nobody enters with it any more, and its address may serve again."""
    account.closed_at = clock.now()
    account.code_hash = None
    db.session.execute(delete(ProviderIdentity).where(ProviderIdentity.account_id == account.id))
    sign_out_everywhere(account)
    journal.record("close_account", account, by=by)


def issue_code(account: Account, by: Account) -> str:
    """Give the account a new personal code; the old one dies. Only its fingerprint is kept."""
    code = codes.new_code()
    while queries.find_by_code(code):
        code = codes.new_code()
    account.code_hash = codes.fingerprint(code)
    account.code_set_at = clock.now()
    journal.record("issue_code", account, by=by)
    return code
