"""Putting a person in touch with an ambassador, and what the ambassador does."""

import re
from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Account, Role
from app.caseloads import queries as caseloads
from app.missions import queries as missions
from app.missions.models import Mission
from app.missions.search import Filters, search
from app.profiles.queries import profile_of
from app.web import go, me, only, person, tell
from app.workshops import life, referral_forms, referrals, released
from app.workshops.models import AmbassadorReferral, Means, Outcome
from app.workshops.referrals import Ending
from app.workshops.views import blueprint

FOUND, LONGEST = 5, 300
ADDRESS = re.compile(r"/missions/([A-Za-z0-9_-]{10,32})")
BLANK: dict[str, Any] = {"formdata": None}
STATES = {
    "referred": ("En attente d’une réponse", "info"),
    "taken": ("Pris en charge", "good"),
    "declined": ("L’ambassadeur ne peut pas", "warn"),
    "closed": ("Terminé", "neutral"),
}


@blueprint.route("/referent/personnes/<token>/ambassadeur", methods=["GET", "POST"])
@only(Role.REFERENT)
def refer(token: str) -> str | Response:
    """Put a person in touch with an ambassador, and read what came of it."""
    someone = caseloads.find_person(token, seen_by=me())
    profile = profile_of(someone)
    ambassadors = referrals.ambassadors_for(someone)
    form = referral_forms.ReferForm()
    form.offer(ambassadors, released.choices(someone, profile))
    looking = bool(request.form.get("preview"))
    if not looking and form.submitted():
        chosen = next(one for one in ambassadors if one.token == form.ambassador.data)
        referrals.refer(_written(form, someone, chosen), by=me())
        tell(f"C’est envoyé à {chosen.first_name}. {someone.first_name} le sait aussi.")
        return go(".refer", token=token)
    past = referrals.referrals_of(someone)
    return render_template(
        "workshops/refer.html",
        person=someone,
        form=form,
        ambassadors=ambassadors,
        lines=released.lines(
            someone, profile, form.released.data or [], form.message.data or ""
        ),
        past=past,
        contacts=referrals.contacts_of(past),
        states=STATES,
        outcomes=dict(Outcome.choices()),
        means=dict(Means.choices()),
        is_open=any(one.state in life.OPEN for one in past),
    )  # fmt: skip


def _written(
    form: referral_forms.ReferForm, someone: Account, ambassador: Account
) -> AmbassadorReferral:
    return AmbassadorReferral(
        volunteer=someone,
        ambassador=ambassador,
        released=list(form.released.data or []),
        message=form.message.data or "",
    )


@blueprint.post("/referent/personnes/<token>/ambassadeur/<referral_token>/arreter")
@only(Role.REFERENT)
def stop_referral(token: str, referral_token: str) -> Response:
    """Stop a referral for a person who does not want it any more."""
    someone = caseloads.find_person(token, seen_by=me())
    referrals.stop(referrals.find_of(referral_token, someone), by=me())
    tell(life.STOP.done)
    return go(".refer", token=token)


@blueprint.post("/ateliers/rencontre/<token>/arreter")
@only(Role.VOLUNTEER)
def stop_meeting(token: str) -> Response:
    """Stop, for the person, being in touch with an ambassador."""
    referrals.stop(referrals.find_of(token, person()), by=me())
    tell("C’est arrêté. L’ambassadeur ne lit plus rien de vous. Cela ne change rien pour vous.")
    return go(".listing")


@blueprint.get("/ambassadeur/personnes/<token>")
@only(Role.AMBASSADOR)
def referral(token: str) -> str:
    """Show an ambassador what was released of someone, and what to do."""
    return _page(referrals.find_for_ambassador(token, me()))


def _page(found: AmbassadorReferral, **sent: Any) -> str:
    sought = referral_forms.SearchForm(request.args)
    shown = {
        "contact_form": referral_forms.ContactForm(**BLANK),
        "decline_form": referral_forms.DeclineForm(**BLANK),
        "close_form": referral_forms.CloseForm(**BLANK),
        "propose_form": referral_forms.ProposeForm(**BLANK),
        "missions": _look_for((sought.q.data or "")[:LONGEST]),
        **sent,
    }
    someone = found.volunteer
    return render_template(
        "workshops/referral.html",
        referral=found,
        person=someone,
        lines=released.lines(someone, profile_of(someone), found.released, found.message),
        contacts=referrals.contacts_of([found])[found.id],
        means=dict(Means.choices()),
        search_form=sought,
        **shown,
    )


def _look_for(words: str) -> Sequence[Mission]:
    """Find missions by a word, or the one whose address was pasted."""
    if not words:
        return []
    address = ADDRESS.search(words)
    if address is None:
        return [hit.mission for hit in search(Filters(words=words)).page(0, FOUND)]
    try:
        found = missions.find(address[1], seen_by=None)
    except NotFound:
        return []
    return [found] if found.is_open else []


@blueprint.get("/ambassadeur/personnes/<token>/<path:_act>")
@only(Role.AMBASSADOR)
def back_to_referral(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act."""
    return go(".referral", token=token)


@blueprint.post("/ambassadeur/personnes/<token>/prendre")
@only(Role.AMBASSADOR)
def take_referral(token: str) -> Response:
    """Say that one looks after it."""
    referrals.take(referrals.find_for_ambassador(token, me()), by=me())
    tell(life.TAKE.done)
    return go(".referral", token=token)


@blueprint.post("/ambassadeur/personnes/<token>/decliner")
@only(Role.AMBASSADOR)
def decline_referral(token: str) -> str | Response:
    """Say that one cannot."""
    found = referrals.find_for_ambassador(token, me())
    form = referral_forms.DeclineForm()
    if not form.submitted():
        return _page(found, decline_form=form)
    referrals.decline(found, form.why.data or "", by=me())
    tell(life.DECLINE.done)
    return go("desks.ambassador")


@blueprint.post("/ambassadeur/personnes/<token>/contact")
@only(Role.AMBASSADOR)
def note_contact(token: str) -> str | Response:
    """Note that one was in touch."""
    found = referrals.find_for_ambassador(token, me())
    form = referral_forms.ContactForm()
    if not form.submitted():
        return _page(found, contact_form=form)
    referrals.note_contact(found, form.contact(), by=me())
    tell("C’est noté.")
    return go(".referral", token=token)


@blueprint.post("/ambassadeur/personnes/<token>/proposer")
@only(Role.AMBASSADOR)
def propose_mission(token: str) -> str | Response:
    """Send the person a mission; they ask for it, or not."""
    found = referrals.find_for_ambassador(token, me())
    mission = missions.find(request.form.get("mission", "")[:LONGEST], seen_by=None)
    form = referral_forms.ProposeForm()
    if not form.submitted():
        return _page(found, propose_form=form, missions=[mission])
    referrals.propose(found, mission, form.word.data or "", by=me())
    tell(f"{found.volunteer.first_name} reçoit l’adresse de la mission, et choisit.")
    return go(".referral", token=token)


@blueprint.post("/ambassadeur/personnes/<token>/terminer")
@only(Role.AMBASSADOR)
def close_referral(token: str) -> str | Response:
    """Say what came of it."""
    found = referrals.find_for_ambassador(token, me())
    form = referral_forms.CloseForm()
    if not form.submitted():
        return _page(found, close_form=form)
    referrals.close(found, Ending(form.outcome.data, form.ending.data or ""), by=me())
    tell(life.CLOSE.done)
    return go("desks.ambassador")
