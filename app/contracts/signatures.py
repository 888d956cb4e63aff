"""The page where a référent signs, and has the person sign: in front of them, by code, on paper."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.contracts import acts, pages, queries, signing
from app.contracts.models import Amendment, CivicCommitment, Contract, Party
from app.contracts.signing import Given
from app.contracts.views import blueprint
from app.papers import evidence
from app.web import go, me, only, tell

Thing = Contract | CivicCommitment | Amendment
WRONG_CODE = "Ce code ne marche pas, ou il a plus de 10 minutes. Envoyez-en un autre."
KINDS: dict[str, Callable[..., Thing]] = {
    "contrat": queries.find,
    "engagement": queries.find_sheet,
    "avenant": queries.find_amended,
}


def _find(kind: str, token: str) -> Thing:
    if kind not in KINDS:
        raise NotFound
    return KINDS[kind](token, seen_by=me())


def _home(thing: Thing) -> Response:
    if isinstance(thing, Amendment):
        return go(".show", token=thing.contract.token, _anchor="activites")
    endpoint = ".sheet" if isinstance(thing, CivicCommitment) else ".show"
    return go(endpoint, token=thing.token)


def _signed(thing: Thing) -> Response:
    said = "C’est signé par les deux."
    tell(said if thing.is_decided else "C’est signé. Il manque l’autre signature.")
    return _home(thing)


def _draw(thing: Thing, kind: str, form: Any, way: str = "") -> str:
    return render_template(
        "contracts/sign_way.html" if way else "contracts/sign.html",
        kind=kind,
        way=way,
        form=form,
        home=(thing.contract if isinstance(thing, Amendment) else thing).token,
        may_receive=bool(thing.volunteer.email or thing.volunteer.has_mobile),
        **pages.of_thing(thing, me()),
    )


def _offered(form: Any, thing: Thing) -> Any:
    form.offer(list(thing.consents) if isinstance(thing, Contract) else [])
    return form


def _is_to_sign(thing: Thing) -> bool:
    return thing.state == "proposed" and not thing.person_signed_on


@blueprint.route("/signer/<kind>/<token>", methods=["GET", "POST"])
@only(Role.REFERENT)
def sign(kind: str, token: str) -> str | Response:
    """Sign as the référent, or choose how the person signs."""
    thing = _find(kind, token)
    form = acts.MineForm()
    if form.submitted():
        proof = evidence.of_request("entré avec son mot de passe", acts.MINE)
        signing.sign(thing, Party.REFERENT, Given(proof, clock.today()), by=me())
        return _signed(thing)
    return _draw(thing, kind, form) if thing.state == "proposed" else _home(thing)


@blueprint.route("/signer/<kind>/<token>/ici", methods=["GET", "POST"])
@only(Role.REFERENT)
def sign_here(kind: str, token: str) -> str | Response:
    """Have the person sign in front of the référent, who checked who they are."""
    thing = _find(kind, token)
    form = _offered(acts.InPersonForm(), thing)
    if form.submitted():
        identity = f"identité vérifiée en face de la personne par {me().full_name}"
        proof = evidence.of_request(identity, acts.WATCHED, acts.CHECKED)
        signing.sign(thing, Party.PERSON, _given(proof, form), by=me())
        return _signed(thing)
    return _draw(thing, kind, form, "ici") if _is_to_sign(thing) else _home(thing)


@blueprint.post("/signer/<kind>/<token>/envoi")
@only(Role.REFERENT)
def send_code(kind: str, token: str) -> Response:
    """Send the person a code, which they give back to sign."""
    signing.send_code(_find(kind, token), by=me())
    tell("Le code est parti. Il marche 10 minutes. Demandez-le à la personne.")
    return go(".sign_by_code", kind=kind, token=token)


@blueprint.get("/signer/<kind>/<token>/envoi")
@only(Role.REFERENT)
def back_to_code(kind: str, token: str) -> Response:
    """Lead back to the code, after a conflict or a reload."""
    return go(".sign_by_code", kind=kind, token=token)


@blueprint.route("/signer/<kind>/<token>/code", methods=["GET", "POST"])
@only(Role.REFERENT)
def sign_by_code(kind: str, token: str) -> str | Response:
    """Have the person sign by giving back the code they received."""
    thing = _find(kind, token)
    form = _offered(acts.CodeForm(), thing)
    if form.submitted():
        if signing.is_the_code(thing, form.code.data or ""):
            proof = evidence.of_request("code envoyé à la personne, et redonné", acts.WATCHED)
            signing.sign(thing, Party.PERSON, _given(proof, form), by=me())
            return _signed(thing)
        form.code.errors = [WRONG_CODE]
    return _draw(thing, kind, form, "code") if _is_to_sign(thing) else _home(thing)


@blueprint.route("/signer/<kind>/<token>/papier", methods=["GET", "POST"])
@only(Role.REFERENT)
def sign_on_paper(kind: str, token: str) -> str | Response:
    """Note that both signed the printed sheet, whose scan is kept."""
    thing = _find(kind, token)
    form = _offered(acts.PaperForm(), thing)
    if form.submitted():
        proof = evidence.of_request(f"feuille remise par {me().full_name}", acts.ON_THE_SHEET)
        given = Given(
            proof,
            form.signed_on.data,
            form.reason.data or "",
            form.upload.data,
            frozenset(form.recipients.data or ()),
        )
        signing.sign_on_paper(thing, given, by=me())
        return _signed(thing)
    return _draw(thing, kind, form, "papier") if _is_to_sign(thing) else _home(thing)


def _given(proof: evidence.Evidence, form: acts.SignForm) -> Given:
    return Given(proof, clock.today(), recipients=frozenset(form.recipients.data or ()))
