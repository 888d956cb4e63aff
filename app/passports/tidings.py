"""Letters of the passport: to who attests, and back to the person."""

from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from app import keys
from app.associations.queries import members_of
from app.letters.actions import overtake
from app.letters.models import Addressee, link, write
from app.letters.queries import written_since
from app.passports import queries
from app.passports.models import Entry

DAYS = 60


def ask_for(entry: Entry) -> None:
    """Ask who can attest, by their personal link."""
    _ask(entry, "passports/to_attest")


def ask_again(entry: Entry) -> int:
    """Remind who can attest, gently, with a link as good as the first; count them."""
    return _ask(entry, "passports/reminder")


def was_told(kind: str, entry: Entry) -> bool:
    """Tell whether such a letter was written since the line was last asked for."""
    return written_since(kind, entry, entry.asked_at or entry.created_at)


def _ask(entry: Entry, kind: str) -> int:
    to: list[Any] = [Addressee(entry.attester_email)] if entry.attester_email else []
    if entry.association is not None:
        to += [member.account for member in members_of(entry.association)]
    for one in to:
        write(kind, to=one, about=entry, entry=entry, url=url(entry))
    return len(to)


def back(kind: str, entry: Entry) -> None:
    """Tell the person what the association answered."""
    write(f"passports/{kind}", to=entry.volunteer, about=entry, entry=entry,
          path=f"/passeport/{entry.token}")  # fmt: skip


def forget(entry: Entry) -> None:
    """Take back the letters that wait still."""
    overtake(entry)


def url(entry: Entry) -> str:
    """Give the personal link of a line: signed, good for two months, ended by the next one."""
    return link("passports.attest", signed=secret(entry))


def secret(entry: Entry) -> str:
    """Give what a personal link holds."""
    return str(_signer().dumps([entry.token, entry.ask]))


def read(signed: str) -> Entry | None:
    """Find the line a personal link opens, if the link is whole, recent, and the last one sent."""
    try:
        token, ask = _signer().loads(signed, max_age=DAYS * 24 * 3600)
    except (BadSignature, ValueError, TypeError):
        return None
    return queries.asked_by(str(token), str(ask))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.every()[::-1], salt="attest")
