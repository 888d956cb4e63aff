"""What a référent may do from a person’s file, as data: groups of links, the usual ones first."""

from dataclasses import dataclass

from flask import current_app, url_for

from app.accounts.models import Account


@dataclass(frozen=True)
class Act:
    """One link of the file: its words, and the page it opens."""

    label: str
    endpoint: str


GROUPS: tuple[tuple[str, tuple[Act, ...]], ...] = (
    (
        "Entretien",
        (
            Act("Noter un entretien", "accompaniments.record"),
            Act("Prévoir un entretien", "accompaniments.plan"),
            Act("Noter un essai de contact", "accompaniments.note_attempt"),
        ),
    ),
    (
        "Mission",
        (
            Act("Proposer une mission", "suggestions.for_someone"),
            Act("Proposer un ambassadeur", "workshops.refer"),
        ),
    ),
    (
        "Suivi",
        (
            Act("Noter un besoin", "accompaniments.open_barrier"),
            Act("Écrire une note", "accompaniments.write_note"),
            Act("Noter une reprise d’activité", "accompaniments.note_activity"),
        ),
    ),
    (
        "Dossier",
        (
            Act("Coordonnées", "caseloads.details"),
            Act("Carte et code", "caseloads.card"),
        ),
    ),
)


def groups(person: Account) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the groups of links of this person’s file: their words and addresses."""
    known = current_app.view_functions
    found = []
    for name, acts in GROUPS:
        links = [
            (a.label, url_for(a.endpoint, token=person.token)) for a in acts if a.endpoint in known
        ]
        if links:
            found.append((name, links))
    return found


def first(person: Account) -> tuple[str, str]:
    """Give the act most often wanted, for the main button: the first of the first group."""
    return groups(person)[0][1][0]
