"""Everything that is kept of someone: counted by category, or told row by row to be taken away.

What others wrote about the person is theirs to read, minus third persons (``redaction``): notes and
interviews of the référent included, since they are about them. Left out: the words in which an
association or a référent told a difficulty in confidence, whose theme, days and outcome are given;
secrets and fingerprints; numbers of other accounts. Whoever wrote is told by their side.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Table, func, select

from app import clock, phrases
from app.accounts.models import Account
from app.caseloads.models import Assignment
from app.extensions import db
from app.introductions.models import Introduction
from app.journal import Event
from app.languages import _
from app.letters.models import Letter
from app.papers.models import Document
from app.privacy import accesses, holdings, links, papers, redaction
from app.privacy.holdings import Category
from app.privacy.models import What
from app.privacy.words import ACCOUNT, ROWS, Columns

OPEN = _("tant que votre compte est ouvert")


def until(category: str) -> str:
    """Say until when a category is kept here."""
    site = current_app.config["SETTINGS"]
    told = {
        Category.ENTRY: _("jusqu’à la fin de chaque visite, plus 30 jours"),
        Category.REQUESTS: _("%(open)s ; l’association, 30 jours après un refus", open=OPEN),
        Category.MESSAGES: _(
            "%(keep_messages_months)s mois après la fin de la demande",
            keep_messages_months=site.keep_messages_months,
        ),
        Category.FOLLOW_UP: _(
            "%(keep_follow_up_months)s mois après la fin",
            keep_follow_up_months=site.keep_follow_up_months,
        ),
        Category.CONTRACTS: _(
            "%(keep_contracts_months)s mois après la fin ; signés, en archive fermée, "
            "%(keep_archives_months)s mois en tout",
            keep_contracts_months=site.keep_contracts_months,
            keep_archives_months=site.keep_archives_months,
        ),
        Category.WORDS: _("jusqu’à ce que vous les retiriez"),
    }
    return {str(key): words for key, words in told.items()}.get(str(category), OPEN)


@dataclass
class Kind:
    """One category, how many things it holds, until when, and these things when they are told."""

    title: str
    until: str
    count: int = 0
    things: list[dict[str, Any]] = field(default_factory=list)
    goes: bool = True


def _holds(person: Account) -> Iterator[tuple[str, Any, Any]]:
    who = [person.id]
    for one in holdings.HOLDINGS:
        yield one.category, one.table, one.whose(who)
    for table, category in holdings.COUNTED_ONLY:
        yield category, table, holdings.counted(table, who)


def summary(person: Account) -> list[Kind]:
    """Count what is kept, category by category; empty ones are left out."""
    kinds = {str(c): Kind(str(c.label), until(c)) for c in Category}
    for category, table, whose in _holds(person):
        found = select(func.count()).select_from(table).where(whose)
        kinds[str(category)].count += int(db.session.scalar(found) or 0)
    kept = [kind for kind in kinds.values() if kind.count]
    return [Kind(_("Qui vous êtes"), OPEN, 1), *kept, *_others(person)]


def officer() -> str:
    """Give the address of the data protection officer, if there is one."""
    return str(current_app.config["SETTINGS"].dpo_email)


def _others(person: Account) -> list[Kind]:
    site = current_app.config["SETTINGS"]
    counted = (
        (_("Nos lettres"), _("%(keep_letters_months)s mois après "
"leur départ", keep_letters_months=site.keep_letters_months),
         select(func.count(Letter.id)).where(Letter.to_id == person.id, Letter.body != "")),
        (_("Vos documents"), _("%(open)s ; une copie à emporter, "
"%(keep_exports_months)s mois", open=OPEN, keep_exports_months=site.keep_exports_months),
         select(func.count(Document.id)).where(papers.of([person.id]))),
        (_("Qui a fait quoi, quand"), _("des numéros et des verbes, sans nom ni texte"),
         select(func.count(Event.id)).where(Event.actor_id == person.id)),
    )  # fmt: skip
    found = [Kind(title, until, int(db.session.scalar(q) or 0)) for title, until, q in counted]
    found[-1].goes = False  # numbers and verbs stay, and name nobody once the account is empty
    return [kind for kind in found if kind.count]


def everything(person: Account) -> list[Kind]:
    """Tell every row, without third persons."""
    teller = Teller(person)
    first = Kind(_("Qui vous êtes"), OPEN, 1)
    first.things = [teller.tell(_("Votre compte"), ACCOUNT, person.__dict__)]
    if person.commune:
        first.things[0]["Commune"] = person.commune.name
    kinds = {str(c): Kind(str(c.label), until(c)) for c in Category}
    for category, table, whose in _holds(person):
        if table.name in ROWS:
            kinds[str(category)].things += teller.rows(table, whose)
    found = [first, *kinds.values(), _letters(person), opened(person)]
    for kind in found:
        kind.count = len(kind.things)
    return [kind for kind in found if kind.count]


def _letters(person: Account) -> Kind:
    rows = select(Letter).where(Letter.to_id == person.id, Letter.body != "").order_by(Letter.id)
    things = [
        {"quoi": one.subject, "le": phrases.day(one.written_at), "texte": links.plain(one.body)}
        for one in db.session.scalars(rows)
    ]
    return Kind(_("Nos lettres"), "", things=things)


def _side(person: Account, row: Any) -> str:
    mine = person.id in (row["author_id"], row["on_behalf_of_id"])
    return _("vous") if mine else _("l’association ou le service")


def opened(person: Account) -> Kind:
    """Tell who opened their file: the role and the day, never the name."""
    rows = accesses.of(person, limit=1000)
    things = [
        {"quoi": What.said(row.what), "par": ROLES.get(row.role, row.role),
         "le": phrases.day(row.at)}
        for row in rows
    ]  # fmt: skip
    kept = _(
        "%(keep_accesses_months)s mois",
        keep_accesses_months=current_app.config["SETTINGS"].keep_accesses_months,
    )
    return Kind(_("Qui a ouvert votre dossier"), kept, len(things), things)


ROLES = {
    "referent": _("un référent"),
    "ambassador": _("un ambassadeur"),
    "association": _("l’association"),
    "operator": _("un opérateur"),
    "pilot": _("le Département"),
    "admin": _("un administrateur"),
}


def _names_around(person: Account) -> set[str]:
    """Gather the names of people who may be named about this person, in small letters."""
    colleagues = select(Assignment.referent_id).where(Assignment.volunteer_id == person.id)
    mediators = select(Introduction.referent_id).where(Introduction.volunteer_id == person.id)
    followed = select(Assignment.volunteer_id).where(Assignment.referent_id.in_(colleagues))
    rows = db.session.execute(
        select(Account.first_name, Account.last_name).where(
            Account.id.in_(colleagues.union(mediators, followed)), Account.id != person.id
        )
    )
    return {name.casefold() for row in rows for name in row if name}


class Teller:
    """Says the rows of one person, knowing whose names are theirs and whose are not."""

    def __init__(self, person: Account) -> None:
        self.person = person
        self.own = {person.first_name, person.last_name}
        self.others = _names_around(person)

    def rows(self, table: Table, whose: Any) -> Iterator[dict[str, Any]]:
        """Say every row of a table that is the person’s."""
        title, columns = ROWS[table.name]
        for row in db.session.execute(select(table).where(whose)).mappings():
            thing = self.tell(title, columns, row)
            if table.name == "messages":
                thing["de"] = _side(self.person, row)
            yield thing

    def tell(self, title: str, columns: Columns, row: Any) -> dict[str, Any]:
        """Say one row, in words, without third persons."""
        thing: dict[str, Any] = {"quoi": title}
        for column, (label, say) in columns.items():
            value = row.get(column)
            if value in (None, "", [], {}):
                continue
            said = say(value) if say else _plain(value)
            if label.endswith("*"):
                said = redaction.without_others(str(said), self.own, self.others)
            thing[label.removesuffix("*")] = said
        return thing


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date | datetime):
        return phrases.day(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def as_json(kinds: list[Kind]) -> bytes:
    """Write everything as a file that a machine reads."""
    site = current_app.config["SETTINGS"]
    told = {
        "site": site.name,
        "responsable": site.department_name,
        "fait_le": clock.now().isoformat(timespec="seconds"),
        "categories": [
            {"titre": k.title, "garde": k.until, "elements": k.things} for k in kinds
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
