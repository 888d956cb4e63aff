"""What a référent may do from a person’s file, as data: groups of links, the usual ones first."""

from dataclasses import dataclass

from flask import url_for

from app.accounts.models import Account


@dataclass(frozen=True)
class Act:
    """One link of the file: its words, and the page it opens."""

    label: str
    endpoint: str


@dataclass(frozen=True)
class Group:
    """Links that go together; ``followed`` ones are for who accompanies the person."""

    name: str
    followed: bool
    acts: tuple[Act, ...]


GROUPS = (
    Group(
        "Entretien",
        True,
        (
            Act("Noter un entretien", "accompaniments.note_meeting"),
            Act("Prévoir un entretien", "accompaniments.plan_meeting"),
            Act("Noter un essai de contact", "accompaniments.attempts"),
            Act("Tous les entretiens", "accompaniments.meetings"),
        ),
    ),
    Group(
        "Mission",
        False,
        (
            Act("Proposer une mission", "suggestions.for_someone"),
            Act("Présenter à un ambassadeur", "workshops.refer"),
            Act("Noter une mission déjà trouvée", "placements.own_for"),
        ),
    ),
    Group(
        "Suivi",
        True,
        (
            Act("Besoins", "accompaniments.needs"),
            Act("Notes", "accompaniments.notes"),
            Act("Reprise d’activité", "accompaniments.activities"),
            Act("Accompagnement : pause, parcours, fin", "accompaniments.show"),
        ),
    ),
    Group(
        "Contrat",
        True,
        (
            Act("Contrats", "contracts.of_person"),
            Act("Engagement citoyen", "contracts.new_sheet"),
        ),
    ),
    Group(
        "Dossier",
        False,
        (
            Act("Coordonnées", "caseloads.details"),
            Act("Carte et code", "caseloads.card"),
        ),
    ),
)


def groups(person: Account, *, followed: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the groups of links of this person’s file: their words and addresses."""
    return [
        (
            group.name,
            [(act.label, url_for(act.endpoint, token=person.token)) for act in group.acts],
        )
        for group in GROUPS
        if followed or not group.followed
    ]
