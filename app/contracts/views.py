"""The référent’s pages of contracts: a person’s contracts, one contract, its one-click acts."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.caseloads.queries import find_person
from app.contracts import actions, acts, counting, drafting, life, pages, papers, queries
from app.contracts.models import Contract
from app.papers import actions as documents
from app.papers import serving
from app.web import go, me, only, tell

blueprint = Blueprint("contracts", __name__)
BLANK: dict[str, Any] = {"formdata": None}
Act = Callable[[Contract, Any], None]
ACTS: dict[str, tuple[Act, str]] = {
    "proposer": (drafting.propose, life.PROPOSE.done),
    "reprendre": (drafting.revise, life.REVISE.done),
    "retirer": (drafting.withdraw, life.WITHDRAW.done),
    "refus": (actions.refuse, life.REFUSE.done),
    "sans-suite": (actions.settle, "C’est noté : rien ne suit pour le moment."),
}


@blueprint.get("/referent/personnes/<token>/contrats")
@only(Role.REFERENT)
def of_person(token: str) -> str:
    """Show the contracts and the sheets of a person, and what one may begin."""
    person = find_person(token, seen_by=me())
    return render_template(
        "contracts/of_person.html",
        person=person,
        contracts=queries.of_person(person),
        sheets=queries.sheets_of(person),
        episode=queries.open_episode(person),
        written=queries.being_written(person),
        before=queries.signed_or_over(person),
        used=counting.counts_of([person.id]).get(person.id),
        tones=pages.TONES,
    )


@blueprint.post("/referent/personnes/<token>/contrats/commencer")
@only(Role.REFERENT)
def start(token: str) -> Response:
    """Begin to write a contract with a person."""
    contract = drafting.start(find_person(token, seen_by=me()), by=me())
    return go(".show", token=contract.token)


@blueprint.get("/contrats/<token>")
@only(Role.REFERENT)
def show(token: str) -> str:
    """Show one contract, whatever its state."""
    return page(queries.find(token, seen_by=me()))


def page(contract: Contract, **sent: Any) -> str:
    """Draw the page of a contract; ``sent`` are the forms that came back with a fault."""
    shown = {
        **pages.of_contract(contract, me()),
        "copy_form": acts.CopyForm(**BLANK),
        **sent,
    }
    return render_template("contracts/show.html", **shown)


@blueprint.get("/contrats/<token>/<path:_act>")
@only(Role.REFERENT)
def back(token: str, _act: str) -> Response:
    """Lead back to the contract from the address of an act, after a conflict or a reload."""
    return go(".show", token=queries.find(token, seen_by=me()).token)


@blueprint.post("/contrats/<token>/<act>")
@only(Role.REFERENT)
def do(token: str, act: str) -> Response:
    """Do, in one click, an act that needs no word."""
    contract = queries.find(token, seen_by=me())
    if act not in ACTS:
        raise NotFound
    done, said = ACTS[act]
    done(contract, me())
    tell(said)
    return go(".show", token=token)


@blueprint.post("/contrats/<token>/renouveler")
@only(Role.REFERENT)
def renew(token: str) -> Response:
    """Begin the next contract with all that this one says."""
    made = drafting.renew(queries.find(token, seen_by=me()), by=me())
    tell("Le contrat est prêt, repris du dernier. Relisez ensemble, puis proposez.")
    return go(".show", token=made.token)


@blueprint.get("/contrats/<token>/document")
@only(Role.REFERENT)
def paper(token: str) -> Response:
    """Give the contract to print: a draft, or a copy with its dates and signatures."""
    contract = queries.find(token, seen_by=me())
    return contract_paper(contract)


def contract_paper(contract: Contract) -> Response:
    """Give the paper of a contract: the very document to sign while it is proposed."""
    frozen = papers.document_of(contract)
    if contract.state == "proposed" and frozen is not None:
        return serving.send(frozen)
    term = None if contract.effective_on else pages.foreseen_or_none(contract)
    content = documents.typeset("contracts/contract", papers.contract_words(contract, term))
    return serving.give(content, "contrat.pdf")


@blueprint.get("/contrats/<token>/original")
@only(Role.REFERENT)
def original(token: str) -> Response:
    """Give the document that was signed, as it was kept."""
    frozen = papers.document_of(queries.find(token, seen_by=me()))
    if frozen is None:
        raise NotFound
    return serving.send(frozen)


@blueprint.get("/contrats/<token>/feuille")
@only(Role.REFERENT)
def scan(token: str) -> Response:
    """Give the sheet of paper that was signed."""
    found = papers.scan_of(queries.find(token, seen_by=me()))
    if found is None:
        raise NotFound
    return serving.send(found)


@blueprint.route("/contrats/<token>/arreter", methods=["GET", "POST"])
@only(Role.REFERENT)
def terminate(token: str) -> str | Response:
    """Stop a contract before its end."""
    contract = queries.find(token, seen_by=me())
    form = acts.StopForm()
    form.about(contract)
    if form.submitted():
        assert form.on.data is not None  # noqa: S101 - asked for
        actions.terminate(contract, form.on.data, form.reason.data or "", by=me())
        tell(life.TERMINATE.done)
        return go(".show", token=token)
    return render_template("contracts/stop.html", contract=contract, form=form, is_error=False)


@blueprint.route("/contrats/<token>/annuler", methods=["GET", "POST"])
@only(Role.REFERENT)
def cancel(token: str) -> str | Response:
    """Say that a contract was signed by mistake."""
    contract = queries.find(token, seen_by=me())
    form = acts.ErrorForm()
    if form.submitted():
        actions.cancel(contract, form.reason.data or "", by=me())
        tell(life.CANCEL.done)
        return go(".show", token=token)
    return render_template("contracts/stop.html", contract=contract, form=form, is_error=True)


@blueprint.post("/contrats/<token>/copie")
@only(Role.REFERENT)
def give_copy(token: str) -> str | Response:
    """Note that the person got their copy."""
    contract = queries.find(token, seen_by=me())
    form = acts.CopyForm()
    if not form.submitted():
        return page(contract, copy_form=form)
    assert form.given_on.data is not None  # noqa: S101 - asked for
    actions.give_copy(contract, form.medium.data, form.given_on.data, by=me())
    tell("C’est noté : la personne a sa copie.")
    return go(".show", token=token)


@blueprint.post("/contrats/<token>/activites/<activity>/heures/<said>")
@only(Role.REFERENT)
def count_hours(token: str, activity: str, said: str) -> Response:
    """Say whether an activity counts in the weekly hours."""
    contract = queries.find(token, seen_by=me())
    row = queries.find_activity(activity, contract)
    actions.count_hours(row, contract, counted(said), by=me())
    tell("C’est noté.")
    return go(".show", token=token, _anchor="activites")


def counted(said: str) -> bool | None:
    """Read « oui », « non » or « a-voir », as written in addresses."""
    if said not in ("oui", "non", "a-voir"):
        raise NotFound
    return {"oui": True, "non": False}.get(said)
