"""The light page of who attests: read without an account, by a personal link; only a POST acts."""

from typing import Any

from flask import Response, render_template
from flask_login import current_user
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response as BaseResponse

from app.associations.models import is_member
from app.associations.queries import association_of
from app.papers import evidence, serving
from app.passports import answers, attesting, printing, queries, tidings
from app.passports.models import Entry
from app.passports.views import BLANK, blueprint
from app.passports.wording import CONSENT
from app.speaking import in_french
from app.web import anyone, go, me, only, tell


@blueprint.get("/attester/<signed>")
@anyone
@in_french
def attest(signed: str) -> str | tuple[str, int]:
    """Show the line to attest; reading it changes nothing."""
    entry = tidings.read(signed)
    if entry is None:
        return render_template("passports/dead_link.html"), 404
    return _page(signed, entry)


def _page(signed: str, entry: Entry, **sent: Any) -> str:
    name = me().full_name if _member(entry) else ""
    shown = {
        "entry": entry,
        "signed": signed,
        "period": printing.period(entry),
        "attest_form": answers.AttestForm(data={"name": name}, **BLANK),
        "remark_form": answers.RemarkForm(**BLANK),
        **sent,
    }
    return render_template("passports/attest.html", **shown)


@blueprint.post("/attester/<signed>")
@anyone
@in_french
def do_attest(signed: str) -> str | BaseResponse | tuple[str, int]:
    """Attest."""
    entry = tidings.read(signed)
    if entry is None:
        return render_template("passports/dead_link.html"), 404
    by = _who(entry)
    form = answers.AttestForm()
    if not form.submitted():
        return _page(signed, entry, attest_form=form)
    told = attesting.Attestation(form.name.data, form.role.data, form.statement.data or "")
    attesting.attest(entry, told, evidence.of_request(_identity(entry, by), CONSENT), by=by)
    tell("Merci. L’attestation est faite. La personne la reçoit.")
    return go(".attest", signed=signed)


@blueprint.post("/attester/<signed>/changer")
@anyone
@in_french
def send_back(signed: str) -> str | BaseResponse | tuple[str, int]:
    """Ask the person for a change."""
    entry = tidings.read(signed)
    if entry is None:
        return render_template("passports/dead_link.html"), 404
    by = _who(entry)
    form = answers.RemarkForm()
    if not form.submitted():
        return _page(signed, entry, remark_form=form)
    attesting.send_back(entry, form.remark.data, by=by)
    tell("Votre remarque est envoyée. Vous recevrez la nouvelle version.")
    return go(".attest", signed=signed)


@blueprint.get("/attester/<signed>/attestation.pdf")
@anyone
@in_french
def attested(signed: str) -> Response:
    """Give the attestation to the association that made it."""
    entry = tidings.read(signed)
    proof = queries.proof_of(entry) if entry is not None and entry.is_attested else None
    if proof is None:
        raise NotFound
    return serving.send(proof.document)


@blueprint.get("/association/attestations")
@only("association")
def to_attest() -> str:
    """List the lines that wait for the association’s word."""
    waiting = queries.to_attest(association_of(me()))
    return render_template(
        "passports/to_attest.html",
        waiting=[(entry, tidings.secret(entry)) for entry in waiting],
        period=printing.period,
    )


def _member(entry: Entry) -> bool:
    signed_in = current_user.is_authenticated and current_user.acting_for is None
    return bool(
        signed_in and entry.association_id and is_member(current_user, entry.association_id)
    )


def _who(entry: Entry) -> Any:
    """Give who acts: a member, or nobody known; never the person the line is about."""
    if _member(entry):
        return me()
    if current_user.is_authenticated:
        helped = current_user.acting_for
        if entry.volunteer_id in (current_user.id, helped.id if helped else None):
            raise Forbidden
    return None


def _identity(entry: Entry, by: Any) -> str:
    if by is not None:
        return "compte d’un membre de l’association"
    if entry.attester_email:
        return "lien personnel envoyé à l’adresse donnée par la personne"
    return "lien personnel envoyé aux membres de l’association"
