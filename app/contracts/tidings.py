"""Who is told what, in a letter, about a contract or a sheet; subjects stay neutral."""

from dataclasses import dataclass
from typing import Any

from app.accounts.models import Account
from app.caseloads.queries import referents_for
from app.contracts.models import CivicCommitment
from app.letters.models import Channel, write


def path_of(thing: Any) -> str:
    """Give the person’s page of a contract or of a sheet, for a letter."""
    place = "mon-engagement" if isinstance(thing, CivicCommitment) else "mon-contrat"
    return f"/{place}/{thing.token}"


def work_path_of(thing: Any) -> str:
    """Give the référent’s page of a contract or of a sheet, for a letter."""
    place = "engagements-citoyens" if isinstance(thing, CivicCommitment) else "contrats"
    return f"/{place}/{thing.token}"


@dataclass(frozen=True)
class AtOnce:
    """The person, reached by what rings or arrives at once: a code on paper would come too late."""

    account: Account

    def __getattr__(self, name: str) -> Any:
        """Be the person for all the rest."""
        return getattr(self.account, name)

    @property
    def channel(self) -> str:
        """A text message if the phone takes it, else an e-mail."""
        wanted = self.account.channel
        if wanted != Channel.PAPER:
            return wanted
        return Channel.SMS if self.account.has_mobile else Channel.EMAIL


def send_code(thing: Any, code: str) -> None:
    """Send the person the code that signs."""
    write("contracts/code", to=AtOnce(thing.volunteer), about=thing, code=code)


def to_the_person(kind: str, thing: Any, **more: Any) -> None:
    """Tell the person."""
    write(
        f"contracts/{kind}",
        to=thing.volunteer,
        about=thing,
        thing=thing,
        path=path_of(thing),
        is_sheet=isinstance(thing, CivicCommitment),
        referent=thing.referent,
        **more,
    )


def to_who_mediates(kind: str, thing: Any, by: Any = None, **more: Any) -> None:
    """Tell the référents of the person, except whoever just acted."""
    for reader in referents_for(thing.volunteer):
        if by is None or reader.id != by.id:
            write(
                f"contracts/{kind}",
                to=reader,
                about=thing,
                thing=thing,
                person=thing.volunteer,
                path=work_path_of(thing),
                is_sheet=isinstance(thing, CivicCommitment),
                **more,
            )
