"""What each side reads of a thread: the association never reads a référent's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import Account, Role
from app.threads.models import Message


@dataclass(frozen=True)
class Said:
    """One message as its reader sees it."""

    author_name: str
    body: str
    at: datetime
    mine: bool


@dataclass(frozen=True)
class Reader:
    """Who reads: their account, whether for the association, and the names to use."""

    account: Account
    for_association: bool
    association_name: str
    service_name: str


def read(messages: Iterable[Message], reader: Reader) -> list[Said]:
    """Give the messages as this reader sees them."""
    return [
        Said(_named(message, reader), message.body, message.at, _is_mine(message, reader))
        for message in messages
    ]


def _is_mine(message: Message, reader: Reader) -> bool:
    return reader.account.id in (message.author_id, message.on_behalf_of_id)


def name_of(author: Account, helped: Account | None, reader: Reader) -> str:
    """Name who wrote, as this reader knows them."""
    if helped is not None:
        with_whom = "" if reader.for_association else f" (écrit avec {author.full_name})"
        return helped.first_name + with_whom
    if author.role == Role.REFERENT:
        return reader.service_name if reader.for_association else author.full_name
    if author.role == Role.ASSOCIATION:
        return f"{author.first_name}, {reader.association_name}"
    return author.first_name


def _named(message: Message, reader: Reader) -> str:
    name = name_of(message.author, message.on_behalf_of, reader)
    return f"{name} · l’association ne lit pas ce message" if message.aside else name
