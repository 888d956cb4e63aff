"""The référent’s pages: the caseload, and one person’s file."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from flask import render_template, request, url_for

from app.accounts.models import Account, Role
from app.caseloads import caseload, confiding, covers, emergency, letting_go, queries
from app.caseloads.caseload import PER_FTE
from app.caseloads.models import EmergencyAccess
from app.desks import file_acts, filling, lines, narrowing, telling_care, telling_missions, timeline
from app.desks.finished_pages import keeps
from app.desks.lines import Line
from app.desks.views import blueprint, said_to
from app.introductions.life import Side
from app.passports import queries as passports
from app.profiles.queries import profile_of
from app.web import me, only

QUEUE_SHOWN = 50
TELLERS = (
    telling_missions.followings,
    telling_missions.missions,
    telling_missions.letters,
    telling_care.interviews,
    telling_care.needs,
    telling_care.contracts,
    telling_care.groups,
    telling_care.path,
)


@blueprint.get("/referent/personnes")
@only(Role.REFERENT)
def people() -> str:
    """Everyone this référent follows, first things first, then those who wait for a référent."""
    chosen, typed = request.args.get("voir", ""), request.args.get("q", "").strip()
    order = request.args.get("tri", "")
    followed = caseload.followed(me())
    waiting = [] if chosen else caseload.waiting(me(), QUEUE_SHOWN + 1)
    everyone, queue = _everyone(followed, waiting)
    return render_template(
        "desks/people.html",
        everyone=everyone,
        shown=narrowing.narrowed(everyone, chosen, typed, order),
        waiting=narrowing.named(queue, typed)[:QUEUE_SHOWN],
        more_wait=len(waiting) > QUEUE_SHOWN,
        chip_links=[
            (chip.label, url_for("desks.people", voir=chip.key), chip.key == chosen, count)
            for chip, count in narrowing.counted(everyone, chosen)
        ],
        going_on=len(narrowing.going_on(everyone)),
        chosen=chosen,
        typed=typed,
        order=order,
        gauge=caseload.gauge(me(), _active(everyone)),
        per_fte=PER_FTE,
        covers=covers.today(me()),
        undoable=confiding.undoable(me()),
        let_go=letting_go.undoable(me()) if chosen == narrowing.FINISHED.key else [],
        said=partial(said_to, side=Side.REFERENT),
    )


def _everyone(
    followed: list[caseload.Followed], waiting: Sequence[Account]
) -> tuple[list[Line], list[Line]]:
    """Read the lines of both lists together, so that their number changes no query."""
    own = [Line(p.person, since=p.since, absent=p.absent, until=p.until) for p in followed]
    queue = [Line(person) for person in waiting]
    filling.fill([*own, *queue])
    return lines.ranked(own), queue


def _active(everyone: list[Line]) -> int:
    """Count who makes the active caseload: started, own, and real."""
    return sum(
        line.facts.started_on is not None and not line.absent and not line.person.is_practice
        for line in everyone
    )


@blueprint.get("/referent/personnes/<token>", endpoint="person")
@only(Role.REFERENT)
def file(token: str) -> str:
    """One person’s file: what comes next, what is hard, what happened."""
    return show_file(queries.find_person(token, seen_by=me()))


def show_file(someone: Account, access: EmergencyAccess | None = None) -> str:
    """Show the file of someone that this account may read; to read only, when by exception."""
    strand, whole = request.args.get("frise", ""), "tout" in request.args
    happenings = chain.from_iterable(teller(someone) for teller in TELLERS)
    story = timeline.told(happenings, strand, whole=whole)
    line = filling.of_people([someone])[0]
    referent = queries.referent_of(someone.id)
    followed = referent is not None and not access
    return render_template(
        "desks/person.html",
        line=line,
        kept_for=keeps(someone) if line.left_on else None,
        reasons=[r for r in line.reasons if r.presses and not access],
        profile=profile_of(someone),
        story=timeline.unlinked(story) if access else story,
        strands=_strands(story, strand),
        whole_url=_here(frise=strand or None, tout="oui"),
        barriers=telling_care.open_barriers(someone),
        followed=followed,
        acts=[] if access else file_acts.groups(someone, followed=followed),
        referent=referent,
        passport=passports.standing(someone),
        said=partial(said_to, side=Side.REFERENT),
        access=access,
    )


def _here(**more: Any) -> str:
    """Give the address of the timeline of this page, with another choice."""
    return url_for(request.endpoint or "", **(request.view_args or {}), **more, _anchor="frise")


def _strands(story: timeline.Story, strand: str) -> list[tuple[str, str, bool, int]]:
    """Give the choices of the timeline, each with how much there is."""
    found = [("Tout", _here(), not strand, story.total)]
    return found + [
        (one.label, _here(frise=one.value), one == strand, count) for one, count in story.counts
    ]


@blueprint.get("/referent/acces-exceptionnel/<token>")
@only(Role.REFERENT)
def opened_file(token: str) -> str:
    """The file of someone followed elsewhere, to read while an exceptional access lasts."""
    access = emergency.find_open(token, by=me())
    return show_file(access.volunteer, access)
