"""What the person and their référent read about interviews, the end, and what comes after."""

from datetime import datetime
from typing import Any

from app.accompaniments import calendar
from app.accompaniments.models import Episode, FollowUp, Interview
from app.caseloads.queries import referent_of, referents_for
from app.letters.models import after_undo, public_url, write


def planned(interview: Interview, *, moved: bool = False) -> None:
    """Tell the person of a date, new or changed, with its calendar entry."""
    kind = "interview_moved" if moved else "interview_planned"
    _person(kind, interview, not_before=after_undo(), entry=True)


def cancelled(interview: Interview) -> None:
    """Tell the person that a date no longer holds."""
    _person("interview_cancelled", interview, not_before=after_undo(), entry=True, cancelled=True)


def missed(interview: Interview) -> None:
    """Tell kindly who did not come that another date is possible."""
    _person("interview_missed", interview, not_before=after_undo())


def reminder(interview: Interview) -> None:
    """Remind the person of what comes soon."""
    _person("interview_soon", interview)


def cannot_come(interview: Interview) -> None:
    """Tell who mediates that the person gave notice."""
    for referent in referents_for(interview.volunteer):
        write(
            "accompaniments/cannot_come",
            to=referent,
            about=interview,
            interview=interview,
            person=interview.volunteer,
            path=f"/referent/personnes/{interview.volunteer.token}/entretiens",
        )


def ended(episode: Episode) -> None:
    """Tell the person that the accompaniment ends, and what they may still do."""
    if episode.volunteer.is_active:
        write(
            "accompaniments/ended",
            to=episode.volunteer,
            about=episode,
            not_before=after_undo(),
            referent=referent_of(episode.volunteer_id),
            path="/moi/bilan",
        )


def follow_up(row: FollowUp) -> None:
    """Tell who mediates that news may be asked for."""
    for referent in referents_for(row.volunteer):
        write(
            "accompaniments/follow_up",
            to=referent,
            about=row,
            person=row.volunteer,
            due_on=row.due_on,
            path=f"/referent/personnes/{row.volunteer.token}/suivi",
        )


def _person(
    kind: str,
    interview: Interview,
    *,
    not_before: datetime | None = None,
    entry: bool = False,
    cancelled: bool = False,
) -> None:
    if not interview.volunteer.is_active:
        return
    words: dict[str, Any] = {
        "interview": interview,
        "referent": interview.referent,
        "where": calendar.where(interview),
        "path": f"/moi/rendez-vous/{interview.token}",
    }
    attached = calendar.entry(interview, public_url(), cancelled=cancelled) if entry else None
    write(
        f"accompaniments/{kind}",
        to=interview.volunteer,
        about=interview,
        not_before=not_before,
        attachment=attached,
        **words,
    )
