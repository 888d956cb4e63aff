"""What a référent does with the people prescribers refer: accept, decline or ask."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts.models import Account, Role
from app.caseloads import queries as caseloads
from app.outreach import actions, life, queries
from app.outreach.forms import AcceptForm, AskForm, DeclineForm
from app.outreach.models import Referral
from app.outreach.views import blueprint
from app.outreach.words import DeclineReason, ReferralState
from app.web import go, me, only, tell

NEW = "nouvelle"


@blueprint.get("/referent/orientations")
@only(Role.REFERENT)
def referrals() -> str:
    """List whom prescribers sent: to answer first, then answered."""
    return render_template(
        "outreach/referrals.html",
        waiting=queries.referrals_to_answer(me()),
        answered=queries.referrals_answered(me()),
        late=queries.is_late,
        state_words=_said,
    )


def _said(state: str) -> str:
    ours = {"received": "À répondre", "asked": "Question posée", "withdrawn": "Retirée"}
    return ours.get(state) or ReferralState.said(state)


@blueprint.get("/referent/orientations/<token>")
@only(Role.REFERENT)
def referral(token: str) -> str:
    """Read one referral, with what may be done."""
    found = queries.find_referral(token, seen_by=me())
    return render_template(
        "outreach/referral.html",
        referral=found,
        may={step.name for step in found.steps_for(me())},
        state=_said(found.state),
        reason=DeclineReason.said(found.reason),
        late=queries.is_late(found),
        file=_open_file(found),
    )


def _open_file(referral: Referral) -> Account | None:
    """Give the person, when this référent may open their file."""
    person = referral.volunteer
    return person if person and caseloads.mediates(me(), person.id) else None


@blueprint.route("/referent/orientations/<token>/accepter", methods=["GET", "POST"])
@only(Role.REFERENT)
def accept(token: str) -> Response | str:
    """Accept someone: an account opens, unless they are here already, which a human decides."""
    found = queries.find_referral(token, seen_by=me())
    known = {one.token: one for one in queries.namesakes(found)}
    form = AcceptForm(data={"who": None if known else NEW})
    form.who.choices = [
        *((token, _named(one)) for token, one in known.items()),
        (NEW, f"C’est quelqu’un d’autre : ouvrir un compte pour {found.full_name}"),
    ]
    if form.submitted():
        return _accepted(found, known.get(form.who.data))
    return render_template("outreach/accept.html", referral=found, form=form, known=len(known))


def _named(person: Account) -> str:
    referent = caseloads.referent_of(person.id)
    where = f", {person.commune.name}" if person.commune else ""
    follows = "suivie par vous" if referent and referent.id == me().id else (
        f"suivie par {referent.full_name}" if referent else "sans référent"
    )  # fmt: skip
    return f"C’est {person.full_name}{where}, {follows}"


def _accepted(referral: Referral, person: Account | None) -> Response:
    if person is None:
        person = actions.accept_new(referral, by=me())
        tell(f"Le compte est ouvert. Vous suivez {person.first_name}. {_answered(referral)}")
    else:
        actions.accept_known(referral, person, by=me())
        tell(f"C’est relié au compte de {person.full_name}. {_answered(referral)}")
    if caseloads.mediates(me(), person.id):
        return go("desks.person", token=person.token)
    return go("outreach.referrals")


def _answered(referral: Referral) -> str:
    return f"{referral.prescriber.full_name} reçoit une réponse."


@blueprint.route("/referent/orientations/<token>/question", methods=["GET", "POST"])
@only(Role.REFERENT)
def ask(token: str) -> Response | str:
    """Ask the prescriber something."""
    found = queries.find_referral(token, seen_by=me())
    form = AskForm()
    if form.submitted():
        actions.ask(found, form.question.data or "", by=me())
        tell(life.ASK.done)
        return go("outreach.referral", token=token)
    return render_template("outreach/ask.html", referral=found, form=form)


@blueprint.route("/referent/orientations/<token>/refuser", methods=["GET", "POST"])
@only(Role.REFERENT)
def decline(token: str) -> Response | str:
    """Say why a referral is not followed."""
    found = queries.find_referral(token, seen_by=me())
    form = DeclineForm()
    if form.submitted():
        actions.decline(found, form.reason.data, form.sentence.data or "", by=me())
        tell(life.DECLINE.done)
        return go("outreach.referrals")
    return render_template("outreach/decline.html", referral=found, form=form)
