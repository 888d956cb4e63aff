"""Each role’s first screen: what waits today, and nothing else."""

from functools import partial

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accompaniments import queries as accompaniments
from app.accounts.models import Role
from app.associations import queries as associations
from app.caseloads import calls
from app.contracts import own as contracts
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
        review_wanted=accompaniments.review_wanted(someone),
        appointment=accompaniments.next_for(someone),
        call=calls.waiting_of(someone),
        meetings=[r for r in requests if r.state == "meeting_planned"],
        suggested=[r for r in requests if r.state == "suggested"],
        waiting=[r for r in requests if r.state in WAITING],
        said=partial(said_to, side=Side.VOLUNTEER),
        placements=placements.current(someone),
        own=[one for one in own.of(someone) if one.state != "finished"],
        gatherings=workshops.upcoming_of(someone),
        contract_desk=contracts.desk_of(someone),
        check_ins=placements.check_ins_due(me()),
        hours=placements.hours_to_confirm(me()),
        suggestions=engine.for_person(someone, SHOWN) if profile.confirmed_at else [],
    )


def said_to(introduction: Introduction, side: Side) -> str:
    """Say where a request is, in the words of a side."""
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
    waiting = letters.backlog()
    return render_template(
        "desks/admin.html",
        waiting=waiting.count,
        since=clock.now() - waiting.oldest if waiting.count else None,
        refused=letters.count_refused(),
    )
