"""The person’s pages: reading their contract in plain words, signing, or saying no in one click."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.contracts import actions, acts, civic, life, own, pages, queries, signing
from app.contracts.models import CivicCommitment, Contract, Party
from app.contracts.sheets import sheet_paper
from app.contracts.signing import Given
from app.contracts.views import BLANK, blueprint, contract_paper
from app.languages import _
from app.papers import evidence
from app.web import go, me, only, person, tell

Thing = Contract | CivicCommitment
THANKS = _("C’est signé. Merci.")
ALONE = "entré avec son mot de passe, son lien ou le code de sa carte"


@blueprint.get("/mon-contrat")
@only(Role.VOLUNTEER)
def mine() -> str:
    """Show the person what was proposed to them, and what they signed."""
    contracts, sheets = own.shown_to(person())
    return render_template(
        "contracts/mine.html", contracts=contracts, sheets=sheets, tones=pages.TONES
    )


@blueprint.get("/mon-contrat/<token>", endpoint="own")
@only(Role.VOLUNTEER)
def own_contract(token: str) -> str:
    """Have the person read one contract."""
    return page_of(own.find_contract(token, person()))


@blueprint.get("/mon-engagement/<token>")
@only(Role.VOLUNTEER)
def own_sheet(token: str) -> str:
    """Have the person read one engagement citoyen sheet."""
    return _sheet_page(own.find_sheet(token, person()))


def page_of(
    contract: Contract, form: acts.SignForm | None = None, amended: acts.SignForm | None = None
) -> str:
    """Draw one’s contract, with what waits for a signature."""
    return render_template(
        "contracts/own.html",
        **pages.of_contract(contract, me()),
        form=form or form_for(contract, **BLANK),
        amended=amended or form_for(None, **BLANK),
    )


def _sheet_page(sheet: CivicCommitment, form: acts.SignForm | None = None) -> str:
    return render_template(
        "contracts/own_sheet.html",
        **pages.of_thing(sheet, me()),
        sheet=sheet,
        form=form or form_for(sheet, **BLANK),
    )


def form_for(thing: Any, **given: Any) -> acts.SignForm:
    """Give the form to sign: beside someone who helps, that one checks who signs."""
    form = acts.InPersonForm(**given) if me().acting_for else acts.SignForm(**given)
    form.offer(list(thing.consents) if isinstance(thing, Contract) else [])
    return form


@blueprint.get("/mon-contrat/<token>/<path:_act>")
@only(Role.VOLUNTEER)
def back_to_own(token: str, _act: str) -> Response:
    """Lead back to the contract from the address of an act, after a conflict or a reload."""
    return go(".own", token=token)


@blueprint.get("/mon-engagement/<token>/<path:_act>")
@only(Role.VOLUNTEER)
def back_to_own_sheet(token: str, _act: str) -> Response:
    """Lead back to the sheet from the address of an act, after a conflict or a reload."""
    return go(".own_sheet", token=token)


@blueprint.post("/mon-contrat/<token>/signer")
@only(Role.VOLUNTEER)
def sign_own(token: str) -> str | Response:
    """Agree to the contract and sign it."""
    contract = own.find_contract(token, person())
    form = form_for(contract)
    if not form.submitted():
        return page_of(contract, form)
    signing.sign(contract, Party.PERSON, given(form), by=me())
    tell(THANKS)
    return go(".own", token=token)


@blueprint.post("/mon-engagement/<token>/signer")
@only(Role.VOLUNTEER)
def sign_own_sheet(token: str) -> str | Response:
    """Agree to the sheet and sign it."""
    sheet = own.find_sheet(token, person())
    form = form_for(sheet)
    if not form.submitted():
        return _sheet_page(sheet, form)
    signing.sign(sheet, Party.PERSON, given(form), by=me())
    tell(THANKS)
    return go(".own_sheet", token=token)


def given(form: acts.SignForm) -> Given:
    """Give the person’s signature, with what proves that it is theirs."""
    identity, consent = ALONE, [acts.AGREED]
    if me().acting_for:
        identity = f"identité vérifiée en face de la personne par {me().full_name}"
        consent = [acts.WATCHED, acts.CHECKED]
    proof = evidence.of_request(identity, *consent)
    return Given(proof, clock.today(), recipients=frozenset(form.recipients.data or ()))


@blueprint.post("/mon-contrat/<token>/refuser")
@only(Role.VOLUNTEER)
def refuse_own(token: str) -> Response:
    """Say no to the contract, in one click."""
    actions.refuse(own.find_contract(token, person()), by=me())
    tell(life.REFUSE.done)
    return go(".own", token=token)


@blueprint.post("/mon-engagement/<token>/refuser")
@only(Role.VOLUNTEER)
def refuse_own_sheet(token: str) -> Response:
    """Say no to the sheet, in one click."""
    actions.refuse(own.find_sheet(token, person()), by=me())
    tell(life.SAY_NO.done)
    return go(".own_sheet", token=token)


@blueprint.post("/mon-engagement/<token>/arreter")
@only(Role.VOLUNTEER)
def stop_own_sheet(token: str) -> Response:
    """Stop, in one click."""
    civic.stop(own.find_sheet(token, person()), by=me())
    tell(life.STOP.done)
    return go(".own_sheet", token=token)


@blueprint.post("/mon-contrat/<token>/partage/<consent>/<said>")
@only(Role.VOLUNTEER)
def share_own(token: str, consent: str, said: str) -> Response:
    """Let something be told to someone, or no longer."""
    contract = own.find_contract(token, person())
    if said not in ("oui", "non"):
        raise NotFound
    actions.share(contract, queries.find_consent(consent, contract), me(), yes=said == "oui")
    tell(_("C’est noté. Vous pouvez changer d’avis quand vous voulez."))
    return go(".own", token=token, _anchor="partage")


@blueprint.get("/mon-contrat/<token>/document")
@only(Role.VOLUNTEER)
def own_paper(token: str) -> Response:
    """Give the contract to keep or print."""
    return contract_paper(own.find_contract(token, person()))


@blueprint.get("/mon-engagement/<token>/document")
@only(Role.VOLUNTEER)
def own_sheet_paper(token: str) -> Response:
    """Give the sheet to keep or print."""
    return sheet_paper(own.find_sheet(token, person()))
