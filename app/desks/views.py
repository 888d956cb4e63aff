"""Each role’s first screen: what waits today, and nothing else."""

from functools import partial

from flask import Blueprint, current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accompaniments import queries as accompaniments
from app.accounts.models import Role
from app.associations import queries as associations
from app.caseloads import queries as caseloads
from app.desks import people as files
from app.desks.undo import undoable
from app.introductions import queries as introductions
from app.introductions.life import Side
from app.introductions.models import Introduction
from app.introductions.words import state_of
from app.letters import queries as letters
from app.missions import queries as missions
from app.passports import queries as passports
from app.placements import own
from app.placements import queries as placements
from app.profiles.queries import profile_of
from app.suggestions import engine
from app.web import go, me, only, person
from app.workshops import queries as workshops
from app.workshops import referrals

blueprint = Blueprint("desks", __name__)

SHOWN = 3
ANSWER_WITHIN = 2  # working days
WAITING = ("asked", "approved", "sent", "accepted", "met")
DESKS = {
    Role.VOLUNTEER: "desks.volunteer",
    Role.ASSOCIATION: "desks.association",
    Role.REFERENT: "desks.referent",
    Role.AMBASSADOR: "desks.ambassador",
    Role.OPERATOR: "desks.operator",
    Role.PILOT: "desks.pilot",
    Role.ADMIN: "desks.admin",
}


@blueprint.get("/mon-bureau")
@only(*Role)
def mine() -> Response:
    """Lead everyone to their own first screen."""
    return go("desks.volunteer" if me().acting_for else DESKS[Role(me().role)])


@blueprint.get("/moi")
@only(Role.VOLUNTEER)
def volunteer() -> str:
    """What a volunteer does now: the next meeting, what was asked, missions for them."""
    someone = person()
    profile = profile_of(someone)
    requests = introductions.mine_now(someone)
    return render_template(
        "desks/volunteer.html",
        person=someone,
        profile=profile,
        appointment=accompaniments.next_for(someone),
        meetings=[r for r in requests if r.state == "meeting_planned"],
        suggested=[r for r in requests if r.state == "suggested"],
        waiting=[r for r in requests if r.state in WAITING],
        said=partial(_said, side=Side.VOLUNTEER),
        placements=placements.current(someone),
        own=[one for one in own.of(someone) if one.state != "finished"],
        gatherings=workshops.upcoming_of(someone),
        check_ins=placements.check_ins_due(me()),
        hours=placements.hours_to_confirm(me()),
        suggestions=engine.for_person(someone, SHOWN) if profile.confirmed_at else [],
    )


def _said(introduction: Introduction, side: Side) -> str:
    return state_of(introduction, side)[0]


@blueprint.get("/association")
@only(Role.ASSOCIATION)
def association() -> str:
    """Who waits for an answer from this association."""
    ours = associations.association_of(me())
    if ours is None:
        raise NotFound
    return render_template(
        "desks/association.html",
        association=ours,
        to_answer=introductions.to_answer(ours),
        to_meet=introductions.to_meet(ours),
        placements=placements.current(me()),
        own=own.to_confirm(me()),
        to_attest=len(passports.to_attest(ours)),
        check_ins=placements.check_ins_due(me()),
        hours=placements.hours_to_confirm(me()),
        late=introductions.is_late,
    )


@blueprint.get("/referent")
@only(Role.REFERENT)
def referent() -> str:
    """Who needs this référent today."""
    waiting = {
        "to_approve": introductions.to_approve(me()),
        "difficulties": introductions.open_difficulties(me()),
        "overdue": introductions.overdue(me()),
        "dateless": introductions.dateless(me()),
        "meetings": introductions.meetings_this_week(me()),
        "check_ins": placements.check_ins_due(me()),
        "hours": placements.hours_to_confirm(me()),
        "letters": len(caseloads.letters_to_hand_over(me())),
    }
    followed = files.lines(caseloads.people_of(me()))
    return render_template(
        "desks/referent.html",
        **waiting,
        undoable=undoable(me(), current_app.config["SETTINGS"].undo_minutes),
        nothing=not any(waiting.values()),
        followed=len(followed),
        without_mission=sum(not line.placements for line in followed),
        today=clock.today(),
        late=introductions.is_late,
        late_before=clock.working_days_ago(ANSWER_WITHIN),
    )


@blueprint.get("/ambassadeur")
@only(Role.AMBASSADOR)
def ambassador() -> str:
    """Whom this ambassador has to meet, and is in touch with."""
    found = referrals.of_ambassador(me())
    return render_template(
        "desks/ambassador.html",
        fresh=[one for one in found if one.state == "referred"],
        going=[one for one in found if one.state == "taken"],
        contacts=referrals.contacts_of(found),
        late_before=clock.working_days_ago(ANSWER_WITHIN).date(),
    )


@blueprint.get("/pilotage")
@only(Role.PILOT)
def pilot() -> str:
    """What waits for the département: missions to read again, associations to verify."""
    return render_template(
        "desks/pilot.html",
        missions=missions.to_moderate(),
        associations=associations.to_verify(),
        late_before=clock.working_days_ago(ANSWER_WITHIN),
        today=clock.today(),
    )


@blueprint.get("/technique")
@only(Role.ADMIN)
def admin() -> str:
    """How the machine is doing; no one’s file."""
    return render_template("desks/admin.html", backlog=letters.backlog())


@blueprint.get("/referent/personnes")
@only(Role.REFERENT)
def people() -> str:
    """Everyone this référent follows, then those who wait in their territory."""
    return render_template(
        "desks/people.html",
        followed=files.lines(caseloads.people_of(me())),
        waiting=files.lines(caseloads.queue_of(me())),
        said=partial(_said, side=Side.REFERENT),
    )


@blueprint.get("/referent/personnes/<token>", endpoint="person")
@only(Role.REFERENT)
def file(token: str) -> str:
    """One person’s file: what comes next, how to reach them, what happened."""
    someone = caseloads.find_person(token, seen_by=me())
    return render_template(
        "desks/person.html",
        line=files.lines([someone])[0],
        profile=profile_of(someone),
        history=files.history(someone),
        referent=caseloads.referent_of(someone.id),
        said=partial(_said, side=Side.REFERENT),
    )
