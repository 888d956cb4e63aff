"""Contracts with their terms, and the engagement citoyen sheets beside them."""

from datetime import date, timedelta

from app.accompaniments.words import Pathway
from app.contracts.models import CivicCommitment, Commitment, Contract, PlannedActivity
from app.contracts.rules import NOTICES
from app.demonstration.crowd.dice import Dice
from app.demonstration.crowd.people import Person, Stay
from app.terms import end_of_term

TERMS, MONTHS = 4, 6


def contract(dice: Dice, person: Person, stay: Stay, episode: int, pathway: Pathway) -> None:
    """Write the contract of an accompaniment, term after term, and its civic sheet."""
    if person.office is None:
        return
    anchor = stay.started_on + timedelta(days=dice.randint(3, 30))
    facts = {
        "volunteer_id": person.account_id,
        "episode_id": episode,
        "referent_id": person.office.referent_id,
        "pathway": pathway.value,
    }
    last = stay.ended_on or dice.today
    if anchor > last:
        return
    previous, number, start = None, 1, anchor
    while number <= TERMS and start <= last:
        end = end_of_term(anchor, MONTHS * number)
        previous = _term(dice, facts, (anchor, start, end), number, previous, stay)
        start, number = end + timedelta(days=1), number + 1
        if dice.chance(0.3):
            break
    _sheet(dice, facts, anchor, stay.ended_on)


def _term(
    dice: Dice,
    facts: dict[str, object],
    days: tuple[date, date, date],
    number: int,
    previous: int | None,
    stay: Stay,
) -> int:
    anchor, start, end = days
    over = end < dice.today or stay.ended_on is not None
    if previous is not None:
        _rows(dice)[-1]["state"] = "renewed"
    made = dice.put(
        Contract,
        **facts,
        state="ended" if over else "signed",
        state_since=dice.at(start),
        follows_id=previous,
        kind="ce" if start.year >= 2025 else "cer",
        number=number,
        anchor_on=anchor,
        effective_on=start,
        ends_on=end,
        noticed=[str(days) for days in NOTICES if end - timedelta(days=days) <= dice.today],
        proposed_on=start - timedelta(days=2),
        signed_on=start,
        decided_on=start,
        closed_on=stay.ended_on if stay.ended_on and stay.ended_on < end else None,
        strengths="Sait écouter, aime transmettre.",
        goals=["Reprendre confiance", "Rencontrer du monde"],
    )
    dice.put(Commitment, contract_id=made, party="person", words="Venir aux rendez-vous")
    dice.put(Commitment, contract_id=made, party="referent", words="Un point chaque mois")
    if dice.chance(0.7):
        dice.put(
            PlannedActivity, contract_id=made, setting="association", added_on=start,
            title="Aider à la distribution", hours_per_week=3.0,
        )  # fmt: skip
    return made


def _rows(dice: Dice) -> list[dict[str, object]]:
    return dice.rows[Contract.__table__]  # type: ignore[index]


def _sheet(dice: Dice, facts: dict[str, object], proposed: date, left_on: date | None) -> None:
    decided = min(proposed + timedelta(days=dice.randint(0, 12)), left_on or dice.today)
    refused = dice.chance(0.03)
    dice.put(
        CivicCommitment,
        **facts,
        state="refused" if refused else "stopped" if left_on else "signed",
        state_since=dice.at(decided),
        setting="association",
        activity="Aider une association près de chez soi.",
        job_link="Retrouver un rythme et une équipe." if facts["pathway"] == "professional" else "",
        hours_per_week=3.0,
        since=None if refused else decided,
        proposed_on=proposed,
        decided_on=decided,
        closed_on=None if refused else left_on,
    )
