"""The référent’s pages of the engagement citoyen sheet: one sheet, for one person, at a time."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Account, Role
from app.caseloads.queries import find_person
from app.contracts import actions, civic, drafting, forms, life, pages, papers, queries
from app.contracts.models import CivicCommitment
from app.contracts.policy import settings
from app.contracts.views import blueprint, counted
from app.papers import actions as documents
from app.papers import serving
from app.web import go, me, only, tell

Act = Callable[[CivicCommitment, Any], None]
ACTS: dict[str, tuple[Act, str]] = {
    "proposer": (civic.propose, life.PROPOSE.done),
    "reprendre": (drafting.revise, life.REVISE.done),
    "retirer": (drafting.withdraw, life.WITHDRAW.done),
    "refus": (actions.refuse, life.SAY_NO.done),
    "arreter": (civic.stop, "C’est arrêté."),
}


@blueprint.route("/referent/personnes/<token>/engagement-citoyen", methods=["GET", "POST"])
@only(Role.REFERENT)
def new_sheet(token: str) -> str | Response:
    """Write a sheet with a person."""
    person = find_person(token, seen_by=me())
    form = forms.SheetForm()
    missions = _offered(form, person)
    if form.submitted():
        made = civic.begin(person, form.sheet(_chosen(form, missions)), by=me())
        tell("La fiche est écrite. Relisez, puis proposez.")
        return go(".sheet", token=made.token)
    return _draw(person, form, None)


@blueprint.route("/engagements-citoyens/<token>/changer", methods=["GET", "POST"])
@only(Role.REFERENT)
def change_sheet(token: str) -> str | Response:
    """Change a draft."""
    made = queries.find_sheet(token, seen_by=me())
    missions = pages.missions_of(made.volunteer)
    chosen = next((t for t, m in missions.items() if m.id == made.mission_id), "")
    form = forms.SheetForm(obj=made, mission=chosen)
    _offered(form, made.volunteer)
    if form.submitted():
        civic.change(made, form.sheet(_chosen(form, missions)), by=me())
        tell("C’est enregistré.")
        return go(".sheet", token=token)
    return _draw(made.volunteer, form, made)


def _draw(person: Account, form: forms.SheetForm, made: CivicCommitment | None) -> str:
    episode = queries.open_episode(person)
    pathway = made.pathway if made else episode.pathway if episode else None
    return render_template(
        "contracts/sheet_form.html",
        person=person,
        form=form,
        sheet=made,
        episode=episode,
        is_professional=pathway == "professional",
        most=settings().civic_weekly_hours,
    )


def _offered(form: forms.ActivityForm, person: Account) -> dict[str, Any]:
    missions = pages.missions_of(person)
    form.offer({t: f"{m.title}, {m.association.name}" for t, m in missions.items()})
    return missions


def _chosen(form: forms.ActivityForm, missions: dict[str, Any]) -> int | None:
    mission = missions.get(form.mission.data or "")
    return mission.id if mission else None


@blueprint.get("/engagements-citoyens/<token>")
@only(Role.REFERENT)
def sheet(token: str) -> str:
    """Show one sheet to the référent."""
    made = queries.find_sheet(token, seen_by=me())
    return render_template(
        "contracts/sheet.html",
        **pages.of_thing(made, me()),
        sheet=made,
        problems=civic.problems(made) if made.state == "draft" else [],
        may_renew=made.state in ("signed", "ended"),
    )


@blueprint.get("/engagements-citoyens/<token>/<path:_act>")
@only(Role.REFERENT)
def back_to_sheet(token: str, _act: str) -> Response:
    """Lead back to the sheet from the address of an act, after a conflict or a reload."""
    return go(".sheet", token=queries.find_sheet(token, seen_by=me()).token)


@blueprint.post("/engagements-citoyens/<token>/<act>")
@only(Role.REFERENT)
def do_to_sheet(token: str, act: str) -> Response:
    """Do, in one click, an act that needs no word."""
    made = queries.find_sheet(token, seen_by=me())
    if act not in ACTS:
        raise NotFound
    done, said = ACTS[act]
    done(made, me())
    tell(said)
    return go(".sheet", token=token)


@blueprint.post("/engagements-citoyens/<token>/renouveler")
@only(Role.REFERENT)
def renew_sheet(token: str) -> Response:
    """Write the next sheet with all that this one says."""
    made = civic.renew(queries.find_sheet(token, seen_by=me()), by=me())
    tell("La nouvelle fiche est prête, reprise de la dernière. Relisez, puis proposez.")
    return go(".sheet", token=made.token)


@blueprint.post("/engagements-citoyens/<token>/heures/<said>")
@only(Role.REFERENT)
def count_sheet_hours(token: str, said: str) -> Response:
    """Say whether the sheet counts in the weekly hours."""
    made = queries.find_sheet(token, seen_by=me())
    actions.count_hours(made, made, counted(said), by=me())
    tell("C’est noté.")
    return go(".sheet", token=token)


@blueprint.get("/engagements-citoyens/<token>/document")
@only(Role.REFERENT)
def sheet_of_paper(token: str) -> Response:
    """Give the sheet to print."""
    return sheet_paper(queries.find_sheet(token, seen_by=me()))


@blueprint.get("/engagements-citoyens/<token>/feuille")
@only(Role.REFERENT)
def sheet_scan(token: str) -> Response:
    """Give the sheet of paper that was signed."""
    found = papers.scan_of(queries.find_sheet(token, seen_by=me()))
    if found is None:
        raise NotFound
    return serving.send(found)


def sheet_paper(made: CivicCommitment) -> Response:
    """Give the paper of a sheet: the very document to sign while it is proposed."""
    frozen = papers.document_of(made)
    if made.state == "proposed" and frozen is not None:
        return serving.send(frozen)
    content = documents.typeset("contracts/sheet", papers.sheet_words(made))
    return serving.give(content, "feuille.pdf")
