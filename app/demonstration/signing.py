"""The contracts and the engagement citoyen sheets of the demonstration, term after term."""

from datetime import date, timedelta
from typing import Any

from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.contracts.models import (
    CivicCommitment,
    Commitment,
    Contract,
    CopyMedium,
    Party,
    PlannedActivity,
)
from app.demonstration.cast import Cast, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.terms import end_of_term

MONTHS, TERMS = 6, 4
Followed = tuple[Account, Account, Episode]


def sign(cast: Cast, slug: str, sheet: Sheet, of: Followed) -> None:
    """Write the contract of someone with its renewals, and their sheet, as far as they went."""
    if "contract" in sheet:
        _contract(cast, slug, sheet["contract"], of)
    if "sheet" in sheet:
        _civic(cast, slug, sheet, of)


def _contract(cast: Cast, slug: str, words: Sheet, of: Followed) -> None:
    anchor = cast.calendar.day(words["signed"])
    last = of[2].ended_on or cast.calendar.today
    start, previous = anchor, None
    for number in range(1, TERMS + 1):
        end = end_of_term(anchor, MONTHS * number)
        made = _term(cast, f"{slug} {number}", words, of, (anchor, start, end))
        made.number, made.follows_id = number, previous.id if previous else None
        if previous is not None:
            previous.state = "renewed"
        db.session.add(made)
        db.session.flush()
        previous, start = made, end + timedelta(days=1)
        if start > last or "open_renewal" in words:
            break


def _term(
    cast: Cast, key: str, words: Sheet, of: Followed, days: tuple[date, date, date]
) -> Contract:
    person, referent, episode = of
    anchor, start, end = days
    left = episode.ended_on
    closed = left if left and left < end else None
    return Contract(
        token=token("contract", key),
        state="terminated" if closed else "ended" if end < cast.calendar.today else "signed",
        state_since=cast.calendar.moment((start - cast.calendar.today).days, 11),
        episode_id=episode.id,
        volunteer_id=person.id,
        referent_id=referent.id,
        kind="ce",
        pathway=episode.pathway,
        anchor_on=anchor,
        effective_on=start,
        ends_on=end,
        proposed_on=start - timedelta(days=3),
        person_signed_on=start,
        referent_signed_on=start,
        signed_on=start,
        decided_on=start,
        closed_on=closed,
        closing_reason="Fin de l’accompagnement" if closed else "",
        assessed_on=start - timedelta(days=3),
        strengths=words["strengths"],
        goals=words["goals"],
        copy_given_on=start,
        copy_medium=CopyMedium.PAPER.value,
        noticed=["45", "30", "7"],
        commitments=list(_commitments(words)),
        activities=_activities(key, words, start),
        created_at=cast.calendar.moment((start - cast.calendar.today).days - 3, 10),
    )


def _commitments(words: Sheet) -> list[Commitment]:
    sides = ((Party.PERSON, words["person"]), (Party.REFERENT, words["referent"]))
    return [
        Commitment(party=party.value, words=line, position=rank)
        for party, lines in sides
        for rank, line in enumerate(lines)
    ]


def _activities(key: str, words: Sheet, start: date) -> list[PlannedActivity]:
    if "activity" not in words:
        return []
    return [
        PlannedActivity(
            token=token("activity", key), setting="association", title=words["activity"],
            hours_per_week=3.0, since=start, added_on=start,
        )
    ]  # fmt: skip


def _civic(cast: Cast, slug: str, sheet: Sheet, of: Followed) -> None:
    person, referent, episode = of
    proposed, decided, state, activity = sheet["sheet"]
    signed = state == "signed"
    told: date | None = cast.calendar.day(decided) if state != "proposed" else None
    days: dict[str, Any] = {"proposed_on": cast.calendar.day(proposed), "decided_on": told}
    if signed:
        days |= {"person_signed_on": told, "referent_signed_on": told, "since": told}
    db.session.add(
        CivicCommitment(
            token=token("sheet", slug),
            state=state,
            state_since=cast.calendar.moment(decided if told else proposed, 15),
            episode_id=episode.id,
            volunteer_id=person.id,
            referent_id=referent.id,
            pathway=episode.pathway,
            setting="association",
            activity=activity,
            hours_per_week=3.0,
            job_link=sheet.get("job_link", ""),
            leaves_time=True,
            **days,
        )
    )
