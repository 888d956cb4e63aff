"""The accompaniment of each person followed: interviews, needs, notes, what comes next."""

from collections.abc import Iterator
from typing import Any

from app import clock
from app.accompaniments.models import (
    ActivityStart,
    Barrier,
    Episode,
    Interview,
    Note,
    Suspension,
)
from app.accounts.models import Account
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.signing import sign
from app.demonstration.sources import Sheet
from app.extensions import db

HOURS = (10, 14, 11, 16, 9, 15)


def accompany(cast: Cast) -> None:
    """Write the lives of ``lives.toml``, for the people who have a référent."""
    for slug, sheet in sources.sheets("lives").items():
        person, referent = cast.accounts[slug], cast.followers[slug]
        if referent is None:
            raise ValueError(f"nobody follows {slug}")
        episode = begin(cast, slug, sheet, person)
        interview(cast, slug, sheet["interviews"], (person, referent, episode))
        _needs(cast, slug, sheet, (person, referent))
        work(cast, slug, sheet, (person, referent, episode))
        sign(cast, slug, sheet, (person, referent, episode))


def begin(cast: Cast, slug: str, sheet: Sheet, person: Account) -> Episode:
    """Open an accompaniment, and pause it if its sheet says so."""
    pause = sheet.get("suspended")
    day, ahead = sheet.get("next", ["", 0])
    since = cast.calendar.moment(pause[0] if pause else sheet["start"], 9)
    episode = Episode(
        token=token("episode", slug),
        state="suspended" if pause else "started",
        state_since=since,
        volunteer_id=person.id,
        programme_id=cast.programme.id if cast.programme else None,
        referred_on=cast.calendar.day(sheet["start"] - 9),
        started_on=cast.calendar.day(sheet["start"]),
        pathway=sheet["pathway"],
        next_step=day,
        next_step_on=cast.calendar.day(ahead) if day else None,
    )
    db.session.add(episode)
    db.session.flush()
    if pause:
        first, last = (cast.calendar.day(offset) for offset in pause)
        row = Suspension(episode_id=episode.id, since=first, until=last, reason="health")
        db.session.add(row)
    cast.note("start", episode, cast.followers.get(slug), since)
    return episode


def interview(
    cast: Cast, slug: str, told: list[list[Any]], of: tuple[Account, Account, Episode]
) -> None:
    """Write the interviews of someone, held, missed or to come."""
    person, referent, episode = of
    for rank, (offset, state, mode, words) in enumerate(told):
        on = cast.calendar.not_a_sunday(offset)
        planned, hour = state == "planned", HOURS[rank % len(HOURS)]
        at = cast.calendar.moment((on - cast.calendar.today).days, hour)
        if planned:
            at = clock.from_paris(on, hour)
        db.session.add(
            Interview(
                token=token("interview", f"{slug} {rank}"),
                state=state,
                state_since=cast.calendar.moment(-1, 9) if planned else at,
                volunteer_id=person.id,
                episode_id=episode.id,
                referent_id=referent.id,
                on=on,
                at=at,
                mode=mode,
                place="Maison du Département, bureau 4" if mode == "in_person" else "",
                notes=words,
                recorded_at=None if planned else at,
                planned_at=cast.calendar.moment(min(offset, 0) - 8, 9),
                noticed=["eve"],
            )
        )


def _needs(cast: Cast, slug: str, sheet: Sheet, of: tuple[Account, Account]) -> None:
    person, referent = of
    for rank, (theme, need, action, status, opened, *closed) in enumerate(
        sheet.get("barriers", [])
    ):
        db.session.add(
            Barrier(
                token=token("barrier", f"{slug} {rank}"),
                volunteer_id=person.id,
                theme=theme,
                need=need,
                action=action,
                status=status,
                opened_on=cast.calendar.day(opened),
                closed_on=cast.calendar.day(closed[0]) if closed else None,
                opened_by_id=referent.id,
            )
        )
    for rank, (offset, words) in enumerate(sheet.get("notes", [])):
        db.session.add(
            Note(
                token=token("note", f"{slug} {rank}"),
                volunteer_id=person.id,
                author_id=referent.id,
                words=words,
                written_at=cast.calendar.moment(offset, 17),
            )
        )


def work(cast: Cast, slug: str, sheet: Sheet, of: tuple[Account, Account, Episode]) -> None:
    """Write the activities someone started."""
    person, referent, episode = of
    for rank, (kind, offset) in enumerate(sheet.get("work", [])):
        db.session.add(
            ActivityStart(
                token=token("activity", f"{slug} {rank}"),
                volunteer_id=person.id,
                episode_id=episode.id,
                kind=kind,
                started_on=cast.calendar.day(offset),
                noted_at=cast.calendar.moment(offset + 1, 11),
                noted_by_id=referent.id,
            )
        )


def monthly(start: int, end: int) -> Iterator[list[Any]]:
    """Tell of one interview a month between two days, one in six missed."""
    for rank, offset in enumerate(range(start + 2, end, 30)):
        missed = rank % 6 == 4
        yield [offset, "no_show" if missed else "held", "phone" if rank % 3 else "in_person", ""]
