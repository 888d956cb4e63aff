"""The names of territories, operators, référents and programmes, beside their figures."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.accompaniments.words import ExitCategory, ExitType, Pathway, Reached, Situation
from app.accounts.models import Account, Role
from app.caseloads.models import Operator, Programme
from app.extensions import db
from app.indicators.scopes import DIMENSIONS
from app.territories.models import Territory

LABELS = {
    "territory": "territoire",
    "operator": "opérateur",
    "referent": "référent",
    "pathway": "parcours",
    "programme": "action",
}
CODES = {
    "territory": "territoire",
    "operator": "operateur",
    "referent": "referent",
    "pathway": "parcours",
    "programme": "action",
}
NOWHERE = {
    "territory": "Sans territoire",
    "operator": "Sans opérateur",
    "referent": "Sans référent",
    "pathway": "Parcours non dit",
    "programme": "Hors action",
}
WORDED = (ExitType, ExitCategory, Reached, Situation)
REFERRAL = {
    "referred": "En attente",
    "taken": "Prise en charge",
    "declined": "Pas possible",
    "closed": "Sans suite",
}


@dataclass
class Named:
    """One value of a dimension: its key in rows, its name, its token in addresses."""

    id: Any
    name: str
    token: str


@dataclass
class Names:
    """Every value of every dimension, by its key."""

    by: dict[str, dict[Any, Named]] = field(default_factory=dict)

    def __getitem__(self, dimension: str) -> dict[Any, Named]:
        """Give the values of a dimension."""
        return self.by[dimension]

    def said(self, dimension: str, value: Any) -> str:
        """Name a value; what has none has its own words."""
        found = self.by[dimension].get(value)
        return found.name if found else NOWHERE[dimension]

    def find(self, dimension: str, token: str) -> Named | None:
        """Find a value by its token."""
        return next((n for n in self.by[dimension].values() if n.token == token), None)


def names() -> Names:
    """Read every name once."""
    by: dict[str, dict[Any, Named]] = {dimension: {} for dimension in DIMENSIONS}
    simple: tuple[tuple[str, Any], ...] = (
        ("territory", Territory), ("operator", Operator), ("programme", Programme),
    )  # fmt: skip
    for dimension, table in simple:
        for id_, name, token in db.session.execute(
            select(table.id, table.name, table.token).order_by(table.name)
        ):
            by[dimension][id_] = Named(id_, name, token)
    people = select(Account.id, Account.first_name, Account.last_name, Account.token)
    for id_, first, last, token in db.session.execute(
        people.where(Account.role == Role.REFERENT).order_by(Account.last_name, Account.first_name)
    ):
        by["referent"][id_] = Named(id_, f"{first} {last}".strip(), token)
    by["pathway"] = {p.value: Named(p.value, p.label, p.value) for p in Pathway}
    return Names(by)


def what_words(code: str) -> str:
    """Say the closed code that a row carries."""
    for worded in WORDED:
        if words := worded.said(code):
            return words
    return REFERRAL.get(code, "")
