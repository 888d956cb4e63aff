"""Who is who at a provider: an identity opens the one account it was linked to, never by address.

A link is made by someone signed in, or when the account is opened with it.
"""

from sqlalchemy import select
from werkzeug.exceptions import Conflict, NotFound

from app import clock, journal
from app.accounts import actions, invitations
from app.accounts.actions import Newcomer
from app.accounts.contacts import canonical
from app.accounts.models import Account, Invitation, ProviderIdentity
from app.accounts.providers import Identity
from app.extensions import db
from app.letters.models import write
from config_providers import Provider


class Taken(Conflict):
    """Another account is opened by it already."""

    description = "Cette identité ouvre déjà un autre compte sur ce site."


class LastWay(Conflict):
    """Without a password nor a code, nobody would enter any more."""

    description = "Choisissez d’abord un mot de passe : sans lui, vous ne pourriez plus entrer."


def find(identity: Identity) -> ProviderIdentity | None:
    """Find what an identity opens."""
    return db.session.scalar(
        select(ProviderIdentity).where(
            ProviderIdentity.issuer == identity.issuer,
            ProviderIdentity.subject == identity.subject,
        )
    )


def of(account: Account) -> list[ProviderIdentity]:
    """List the identities that open this account."""
    mine = select(ProviderIdentity).where(ProviderIdentity.account_id == account.id)
    return list(db.session.scalars(mine.order_by(ProviderIdentity.id)))


def find_own(token: str, account: Account) -> ProviderIdentity:
    """Find one of one’s own identities."""
    found = next((one for one in of(account) if one.token == token), None)
    if found is None:
        raise NotFound
    return found


def note_use(linked: ProviderIdentity, identity: Identity) -> Account:
    """Note that someone entered so; give their account."""
    linked.used_at = clock.now()
    linked.siret = identity.siret
    return linked.account


def link(account: Account, provider: Provider, identity: Identity, by: Account) -> None:
    """Have an identity open this account."""
    known = find(identity)
    if known is not None:
        if known.account_id != account.id:
            raise Taken
        return
    db.session.add(
        ProviderIdentity(
            account_id=account.id,
            provider=provider.name,
            issuer=identity.issuer,
            subject=identity.subject,
            siret=identity.siret,
        )
    )
    journal.record("link_provider", account, by=by)


def link_and_tell(account: Account, provider: Provider, identity: Identity) -> None:
    """Link, and write it to the owner: if it was not them, they must know."""
    link(account, provider, identity, by=account)
    _tell(account, provider.label, "linked")


def unlink(linked: ProviderIdentity, label: str, by: Account) -> None:
    """Have an identity open nothing any more."""
    account = linked.account
    others = [one for one in of(account) if one.id != linked.id]
    if not (account.password_hash or account.code_hash or others):
        raise LastWay
    db.session.delete(linked)
    journal.record("unlink_provider", account, by=by)
    _tell(account, label, "unlinked")


def _tell(account: Account, label: str, what: str) -> None:
    if account.email:
        write("accounts/provider_changed", to=account, about=account, label=label, what=what)


def invitation_for(identity: Identity) -> Invitation | None:
    """Find the open invitation sent to the address that the provider vouches for."""
    if not identity.email:
        return None
    sent = select(Invitation).where(
        Invitation.email == canonical(identity.email),
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return db.session.scalars(sent.order_by(Invitation.id.desc())).first()


def accept(invitation: Invitation, provider: Provider, identity: Identity) -> Account:
    """Take the place that was kept, without a password."""
    first = identity.first_name or invitation.first_name or "Collègue"
    account = invitations.accept(invitation, first, identity.last_name, None)
    link(account, provider, identity, by=account)
    return account


def open_for(newcomer: Newcomer, provider: Provider, identity: Identity) -> Account:
    """Open a volunteer’s account that this identity opens."""
    account = actions.open_account(newcomer)
    link(account, provider, identity, by=account)
    return account
