"""The second step of entering: digits from an application, a passkey, or a recovery code.

It is asked of who works for the scheme. Each proof works once; a new one ends nothing but what it
replaces; taking the last one away is refused to who must have one.
"""

import secrets
from dataclasses import dataclass

import pyotp
from flask import current_app
from sqlalchemy import delete, exists, func, select, update
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.accounts import sealing
from app.accounts.models import Account, Authenticator, Passkey, RecoveryCode
from app.accounts.sessions import digest, is_demanding, sign_out_everywhere
from app.extensions import db
from app.letters.models import write

PERIOD, DIGITS = 30, 6
TOLERATED = (-1, 0, 1)
CODES = 10
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 17  # 31 letters: 84 bits


class LastOne(Conflict):
    """The second step cannot go when the role asks for one."""

    description = "Votre métier ici demande une deuxième étape. Ajoutez-en une autre d’abord."


@dataclass(frozen=True)
class Proofs:
    """What someone has to prove who they are."""

    application: bool
    passkeys: list[Passkey]
    codes_left: int

    @property
    def any(self) -> bool:
        """Whether there is a second step at all."""
        return self.application or bool(self.passkeys)


def proofs_of(account: Account) -> Proofs:
    """Give what this account can prove itself with."""
    left = select(func.count()).where(
        RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)
    )
    passkeys = select(Passkey).where(Passkey.account_id == account.id).order_by(Passkey.id)
    return Proofs(
        application=_confirmed(account) is not None,
        passkeys=list(db.session.scalars(passkeys)),
        codes_left=db.session.scalar(left) or 0,
    )


def has_second_step(account: Account) -> bool:
    """Tell whether something more than the password is asked of this account."""
    application = exists().where(
        Authenticator.account_id == account.id, Authenticator.confirmed_at.is_not(None)
    )
    passkey = exists().where(Passkey.account_id == account.id)
    return bool(db.session.scalar(select(application | passkey)))


def propose_application(account: Account) -> str:
    """Give the secret to put in an application, the same until it is confirmed."""
    row = _application(account)
    if row is None:
        secret = pyotp.random_base32()
        row = Authenticator(account_id=account.id, secret=sealing.sealed(secret))
        db.session.add(row)
        db.session.flush()
        return secret
    if row.confirmed_at is not None:
        raise Conflict("Une application est déjà enregistrée. Retirez-la d’abord.")
    return _opened(row.secret)


def proposed_secret(account: Account) -> str | None:
    """Give the secret that waits to be confirmed, if there is one."""
    row = _application(account)
    return None if row is None or row.confirmed_at else _opened(row.secret)


def address_of(account: Account, secret: str) -> str:
    """Give what the application reads from the square: who, where, and the secret."""
    name = str(current_app.config["SETTINGS"].site_name)
    who = account.email or account.first_name
    return pyotp.TOTP(secret).provisioning_uri(name=who, issuer_name=name)


def confirm_application(account: Account, digits: str) -> bool:
    """Keep the application if it gives the right digits."""
    row = _application(account)
    if row is None or row.confirmed_at is not None or not _spend(row, digits):
        return False
    row.confirmed_at = clock.now()
    _tell(account, "add_application", by=account)
    return True


def prove(account: Account, written: str) -> bool:
    """Tell whether these are the digits of the moment, or a recovery code; they work once."""
    written = "".join(c for c in written.upper() if c.isalnum())
    if written.isdigit() and len(written) == DIGITS:
        row = _confirmed(account)
        return row is not None and _spend(row, written)
    return _spend_code(account, written)


def _spend(row: Authenticator, digits: str) -> bool:
    now = int(clock.now().timestamp()) // PERIOD
    totp = pyotp.TOTP(_opened(row.secret))
    digits = "".join(filter(str.isdigit, digits))
    for step in (now + offset for offset in TOLERATED):
        right = secrets.compare_digest(totp.at(step * PERIOD), digits)
        if right and step > row.last_step:
            spent = update(Authenticator).where(
                Authenticator.id == row.id, Authenticator.last_step < step
            )
            done = spent.values(last_step=step).returning(Authenticator.id)
            return db.session.scalar(done) is not None
    return False


def _spend_code(account: Account, code: str) -> bool:
    spent = update(RecoveryCode).where(
        RecoveryCode.account_id == account.id,
        RecoveryCode.code_hash == digest(code),
        RecoveryCode.used_at.is_(None),
    )
    done = spent.values(used_at=clock.now()).returning(RecoveryCode.id)
    return db.session.scalar(done) is not None


def renew_codes(account: Account) -> list[str]:
    """Make ten recovery codes; the ones before end, and only their prints are kept."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=digest(code)) for code in codes
    )
    _tell(account, "renew_recovery_codes", by=account)
    return codes


def remove_application(account: Account, by: Account) -> None:
    """Forget the application."""
    _refuse_the_last(account, but="application")
    db.session.execute(delete(Authenticator).where(Authenticator.account_id == account.id))
    _tell(account, "remove_application", by=by)


def remove_passkey(passkey: Passkey, account: Account, by: Account) -> None:
    """Forget a passkey."""
    _refuse_the_last(account, but=passkey.token)
    db.session.delete(passkey)
    _tell(account, "remove_passkey", by=by)


def start_again(account: Account, by: Account) -> None:
    """Forget every second step of a colleague who lost them; they choose another next time."""
    for table in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.account_id == account.id))
    sign_out_everywhere(account)
    _tell(account, "reset_second_step", by=by)


def tell_added(account: Account) -> None:
    """Write to the owner that a key was added."""
    _tell(account, "add_passkey", by=account)


def _tell(account: Account, verb: str, by: Account) -> None:
    """Note what changed, and write it to the owner: if it was not them, they must know."""
    journal.record(verb, account, by=by)
    if account.email:
        write("accounts/two_steps_changed", to=account, about=account, verb=verb)


def _refuse_the_last(account: Account, but: str) -> None:
    proofs = proofs_of(account)
    left = [p.token for p in proofs.passkeys] + (["application"] if proofs.application else [])
    if is_demanding(account) and left == [but]:
        raise LastOne


def _application(account: Account) -> Authenticator | None:
    return db.session.scalar(select(Authenticator).where(Authenticator.account_id == account.id))


def _confirmed(account: Account) -> Authenticator | None:
    row = _application(account)
    return row if row is not None and row.confirmed_at is not None else None


def _opened(words: str) -> str:
    secret = sealing.opened(words)
    if secret is None:
        raise Conflict("La clé du site a changé. Demandez de remettre à zéro ce moyen.")
    return secret
