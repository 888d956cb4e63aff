"""The names of territories, operators, référents and programmes, beside their figures."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.accompaniments.words import (
    ActivityKind,
    ExitCategory,
    ExitType,
    Pathway,
    Reached,
    Situation,
)
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
WORDED = (ExitType, ExitCategory, Reached, Situation, ActivityKind)
REFERRAL = {
    "referred": "En attente",
    "taken": "Prise en charge",
    "declined": "Pas possible",
    "closed": "Sans suite",
}
PARTS = {
    "active": "Accompagnement en cours",
    "at_end": "Accompagnement en cours",
    "seen": "Rencontrée",
    "suspended": "Suspendue",
    "waiting": "Référée",
    "fte": "ETP financé",
    "fte_end": "ETP financé",
    "post": "Part d’ETP",
    "contract": "Prise d’effet du contrat",
    "mention": "Bénévolat mentionné",
    "ever": "Signature",
    "signed": "Signature",
    "renewal": "Renouvellement",
    "refused": "Refus",
    "accepted": "Accord",
    "month": "Mois de contrat, à sa fin",
    "met": "Mois avec un entretien",
    "no_show": "Absence",
    "excused": "Absence prévenue",
    "session": "Séance",
    "present": "Présence",
    "other": "Hors accompagnement",
    "action": "Action collective",
    "shared": "Menée à plusieurs",
    "start": "Premier jour",
    "unconfirmed": "Début à confirmer",
    "exit": "Sortie",
    "exit_to_work": "Sortie avec une activité",
    "still": "Encore bénévole",
    "still_asked": "A répondu",
    "hours": "Heures par semaine",
    "mission": "Mission ouverte",
    "introduction": "Mise en relation",
    "to_meeting": "Rencontre",
    "to_start": "Premier jour",
    "whole": "Premier jour",
    "person_yes": "Oui de la personne",
    "person_no": "Non de la personne",
    "association_yes": "Oui de l’association",
    "association_no": "Non de l’association",
    "silent": "Sans réponse",
    "body": "Personne morale",
    "antenna": "Antenne",
    "busy": "Au moins une mission ouverte",
    "attested": "Attestation",
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
