"""The parts of a draft, one page each, saved as one goes; and the activities, one by one."""

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.contracts import actions, drafting, forms, pages, queries, wording
from app.contracts.models import Contract, Party, PlannedActivity
from app.contracts.views import blueprint
from app.web import go, me, only, tell

SAVED = "C’est enregistré."
SIDES = {
    "personne": (Party.PERSON, wording.PERSON),
    "referent": (Party.REFERENT, wording.REFERENT),
}


def _draw(contract: Contract, part: str, form: Any) -> str:
    title, hint = wording.PARTS[part]
    return render_template(
        "contracts/part.html", contract=contract, part=part, title=title, hint=hint, form=form,
        length=pages.length_of(contract) if part == "duree" else None,
    )  # fmt: skip


def _saved(token: str) -> Response:
    tell(SAVED)
    return go(".show", token=token)


@blueprint.route("/contrats/<token>/souhaits", methods=["GET", "POST"])
@only(Role.REFERENT)
def wishes(token: str) -> str | Response:
    """Write what the person wants."""
    contract = queries.find(token, seen_by=me())
    known = ("pathway", "assessed_on", "strengths", "experience", "goals")
    form = forms.WishesForm(data={name: getattr(contract, name) for name in known})
    if form.submitted():
        drafting.write_wishes(contract, form.wishes(), by=me())
        return _saved(token)
    return _draw(contract, "souhaits", form)


@blueprint.route("/contrats/<token>/engagements/<side>", methods=["GET", "POST"])
@only(Role.REFERENT)
def lines(token: str, side: str) -> str | Response:
    """Write what one side commits to."""
    contract = queries.find(token, seen_by=me())
    if side not in SIDES:
        return go(".show", token=token)
    party, phrases = SIDES[side]
    form = forms.LinesForm(data={"lines": contract.lines_of(party)})
    form.offer(phrases)
    if form.submitted():
        drafting.write_lines(contract, party, form.all_lines(), by=me())
        return _saved(token)
    return _draw(contract, side, form)


@blueprint.route("/contrats/<token>/duree", methods=["GET", "POST"])
@only(Role.REFERENT)
def length(token: str) -> str | Response:
    """Write the first day wanted, and read the last."""
    contract = queries.find(token, seen_by=me())
    form = forms.LengthForm(obj=contract)
    if form.submitted():
        drafting.write_length(contract, form.wanted_on.data, form.review_on.data, by=me())
        return _saved(token)
    return _draw(contract, "duree", form)


@blueprint.route("/contrats/<token>/partage", methods=["GET", "POST"])
@only(Role.REFERENT)
def sharing(token: str) -> str | Response:
    """Write to whom something could be told."""
    contract = queries.find(token, seen_by=me())
    form = forms.RecipientsForm(data={"recipients": [c.recipient for c in contract.consents]})
    if form.submitted():
        drafting.write_sharing(contract, forms.written(form.recipients), by=me())
        return _saved(token)
    return _draw(contract, "partage", form)


@blueprint.route("/contrats/<token>/activites", methods=["GET", "POST"])
@only(Role.REFERENT)
def add_activity(token: str) -> str | Response:
    """Add an activity to a draft; to a signed contract, propose an amendment."""
    contract = queries.find(token, seen_by=me())
    form = forms.ActivityForm()
    missions = _offered(form, contract)
    if form.submitted():
        planned = form.planned(_chosen(form, missions))
        if contract.state == "signed":
            made = actions.amend(contract, planned, by=me())
            tell("L’avenant est proposé. L’activité s’ajoute quand vous avez signé tous les deux.")
            return go(".sign", kind="avenant", token=made.token)
        drafting.put_activity(contract, planned, by=me())
        tell(SAVED)
        return go(".show", token=token, _anchor="activites")
    return render_template("contracts/activity.html", contract=contract, form=form, activity=None)


@blueprint.route("/contrats/<token>/activites/<activity>", methods=["GET", "POST"])
@only(Role.REFERENT)
def change_activity(token: str, activity: str) -> str | Response:
    """Change an activity of a draft."""
    contract = queries.find(token, seen_by=me())
    row = queries.find_activity(activity, contract)
    form = forms.ActivityForm(obj=row, mission=_token_of(row, contract))
    missions = _offered(form, contract)
    if form.submitted():
        drafting.put_activity(contract, form.planned(_chosen(form, missions)), me(), row)
        return _saved(token)
    return render_template("contracts/activity.html", contract=contract, form=form, activity=row)


@blueprint.post("/contrats/<token>/activites/<activity>/retirer")
@only(Role.REFERENT)
def drop_activity(token: str, activity: str) -> Response:
    """Take an activity out of a draft."""
    contract = queries.find(token, seen_by=me())
    drafting.drop_activity(contract, queries.find_activity(activity, contract), by=me())
    tell("L’activité est retirée.")
    return go(".show", token=token, _anchor="activites")


def _offered(form: forms.ActivityForm, contract: Contract) -> dict[str, Any]:
    missions = pages.missions_of(contract.volunteer)
    form.offer({t: f"{m.title}, {m.association.name}" for t, m in missions.items()})
    return missions


def _chosen(form: forms.ActivityForm, missions: dict[str, Any]) -> int | None:
    mission = missions.get(form.mission.data or "")
    return mission.id if mission else None


def _token_of(row: PlannedActivity, contract: Contract) -> str:
    for token, mission in pages.missions_of(contract.volunteer).items():
        if mission.id == row.mission_id:
            return token
    return ""
