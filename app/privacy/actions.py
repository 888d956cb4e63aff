"""Asking for a copy, for a correction, for an erasure; taking the last one back."""

from typing import Any

from sqlalchemy import select

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads import queries as caseloads
from app.extensions import db
from app.letters.models import Addressee, write
from app.lifecycle import AlreadyDone
from app.papers import actions as papers
from app.papers.models import Document, Paper
from app.privacy import accesses, leaving, telling
from app.privacy.models import ErasureRequest, What

COPY = "my_data"
FOR_MACHINES = ("badge",)  # a signed text of a page, of no use on paper
INTRO = (
    "Voici ce que le site garde sur vous. Les noms d’autres personnes sont remplacés par "
    "« [quelqu’un] ». Une erreur ? Dites-le à la page « Mes données », ou appelez-nous."
)


def copy(person: Account, by: Any) -> Document:
    """Make a copy of everything: the file for machines at once, the paper by the worker."""
    kinds = telling.everything(person)
    papers.keep(
        telling.as_json(kinds),
        Paper(COPY, "Mes données (fichier JSON)", "mes-donnees.json", person.id),
        by,
        "application/json",
    )
    parts = [
        {
            "name": kind.title,
            "until": kind.until,
            "things": [
                [[name, str(said)] for name, said in thing.items() if name not in FOR_MACHINES]
                for thing in kind.things
            ],
        }
        for kind in kinds
    ]
    accesses.note_with_the_act(by, person.id, What.COPY)
    paper = Paper(COPY, "Mes données", "mes-donnees.pdf", person.id)
    return papers.queue(COPY, {"intro": INTRO}, paper, by, parts=parts)


def copies(person: Account) -> list[Document]:
    """List the copies made lately, the latest first."""
    found = select(Document).where(Document.kind == COPY, Document.owner_id == person.id)
    return list(db.session.scalars(found.order_by(Document.id.desc()).limit(4)))


def readers_for(person: Account) -> list[Any]:
    """List who answers about someone’s data: their référents and the officer, else the pilotes."""
    address = telling.officer()
    officer = [Addressee(address)] if address else []
    referents = list(caseloads.referents_for(person)) if person.role == Role.VOLUNTEER else []
    found = [*referents, *officer]
    pilots = select(Account).where(Account.role == Role.PILOT, Account.closed_at.is_(None))
    return found or list(db.session.scalars(pilots.order_by(Account.id).limit(5)))


def ask_correction(person: Account, words: str, by: Any) -> None:
    """Have the service correct what one cannot change oneself; an answer is due in a month."""
    for reader in readers_for(person):
        write("privacy/correction", to=reader, about=person, person=person, words=words)
    journal.record("ask_correction", person, by=by)


def pending(person: Account) -> ErasureRequest | None:
    """Give the erasure that waits for the night, if there is one."""
    return db.session.scalar(
        select(ErasureRequest).where(
            ErasureRequest.account_id == person.id,
            ErasureRequest.done_at.is_(None),
            ErasureRequest.taken_back_at.is_(None),
        )
    )


def ask_erasure(person: Account, by: Any) -> ErasureRequest:
    """Have everything go next night."""
    if pending(person):
        raise AlreadyDone
    request = ErasureRequest(
        account_id=person.id, due_at=clock.from_paris(leaving.tonight(), leaving.HOUR)
    )
    db.session.add(request)
    journal.record("ask_erasure", person, by=by)
    write("privacy/erasure_asked", to=person, about=person, person=person, at=request.due_at)
    return request


def want_erasure(person: Account, by: Any) -> None:
    """Tell who accompanies someone that they wish to be erased: the accompaniment ends first."""
    for reader in readers_for(person):
        write("privacy/erasure_wanted", to=reader, about=person, person=person)
    journal.record("want_erasure", person, by=by)


def keep_all(request: ErasureRequest, by: Any) -> None:
    """Take an erasure back, while nothing is done."""
    if request.ended_at is not None:
        raise AlreadyDone
    request.taken_back_at = clock.now()
    journal.record("take_erasure_back", request, by=by)
