"""Accompaniments and contracts brought to where a story begins."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.contracts import drafting
from app.contracts.models import CivicCommitment, Commitment, Contract, PlannedActivity
from app.contracts.rules import spanned
from app.extensions import db
from app.terms import end_of_term
from tests import people


@dataclass
class Pair:
    """Awa, and Léa who follows her."""

    lea: Account = field(default_factory=people.a_referent)
    awa: Account = field(init=False)
    episode: Episode = field(init=False)
    pathway: str | None = "socio_professional"

    def __post_init__(self) -> None:
        """Open Awa’s account and her accompaniment."""
        self.awa = people.a_volunteer(followed_by=self.lea, last_name="Diallo")
        self.episode = an_episode(self.awa, pathway=self.pathway)


def _kept(thing: Any) -> Any:
    db.session.add(thing)
    db.session.commit()
    return thing


def an_episode(person: Account, **facts: Any) -> Episode:
    """Begin an accompaniment, a year ago unless said."""
    started = facts.pop("started_on", clock.today() - timedelta(days=365))
    facts = {"state": "started", "referred_on": started, "started_on": started, **facts}
    return _kept(Episode(volunteer_id=person.id, **facts))


def a_contract(pair: Pair, first: date | None = None, **facts: Any) -> Contract:
    """Write a contract signed by both, from today unless said, for six months."""
    first = first or clock.today()
    anchor = facts.get("anchor_on") or first
    activity = facts.pop("activity", None)
    facts = {
        "state": "signed",
        "kind": "ce",
        "episode_id": pair.episode.id,
        "volunteer_id": pair.awa.id,
        "referent_id": pair.lea.id,
        "anchor_on": anchor,
        "effective_on": first,
        "ends_on": end_of_term(anchor, spanned(anchor, first - timedelta(days=1)) + 6),
        "proposed_on": first,
        "person_signed_on": first,
        "referent_signed_on": first,
        "signed_on": first,
        "decided_on": first,
        "goals": ["Reprendre confiance"],
        "experience": "Aide aux devoirs dans son quartier.",
        **facts,
    }
    contract = Contract(
        **facts,
        commitments=[
            Commitment(party="person", words="Je viens aux rendez-vous.", position=0),
            Commitment(party="referent", words="Je propose un rendez-vous par mois.", position=1),
        ],
    )
    if activity:
        contract.activities = [
            PlannedActivity(setting="association", title=activity, added_on=first)
        ]
    return _kept(contract)


UNSIGNED = dict.fromkeys(
    ("effective_on", "ends_on", "anchor_on", "person_signed_on", "referent_signed_on",
     "signed_on", "decided_on", "proposed_on")
)  # fmt: skip


def a_proposed_contract(pair: Pair, **facts: Any) -> Contract:
    """Have Léa propose a contract to Awa, which neither has signed yet."""
    contract = a_contract(pair, state="draft", **UNSIGNED, **facts)
    drafting.propose(contract, by=pair.lea)
    return _kept(contract)


def a_sheet(pair: Pair, **facts: Any) -> CivicCommitment:
    """Write an engagement citoyen sheet, proposed today unless said."""
    facts = {
        "state": "proposed",
        "episode_id": pair.episode.id,
        "volunteer_id": pair.awa.id,
        "referent_id": pair.lea.id,
        "pathway": pair.episode.pathway,
        "setting": "association",
        "activity": "Aider au jardin partagé.",
        "hours_per_week": 3.0,
        "leaves_time": True,
        "proposed_on": clock.today(),
        "since": clock.today(),
        "until": end_of_term(clock.today(), 6),
        **facts,
    }
    return _kept(CivicCommitment(**facts))
