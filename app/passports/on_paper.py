"""The association’s word on paper: a page to sign by hand, then its picture."""

from flask import Response, render_template
from werkzeug.exceptions import Conflict, NotFound
from werkzeug.wrappers import Response as BaseResponse

from app.papers import evidence, serving
from app.papers.actions import typeset
from app.passports import answers, attesting, printing, queries
from app.passports.actions import UNFINISHED
from app.passports.models import Entry
from app.passports.views import blueprint
from app.passports.wording import CONSENT
from app.web import go, me, only, person, tell

SEEN = "feuille signée à la main, apportée par la personne et vue par qui l’aide"


@blueprint.get("/passeport/<token>/feuille.pdf")
@only("volunteer")
def sheet(token: str) -> Response:
    """Give the page that the association signs by hand."""
    entry = _unattested(token)
    words = {**printing.sheet_of(entry), "consent": CONSENT}
    return serving.give(typeset("to_sign", words), "attestation-a-signer.pdf")


@blueprint.route("/passeport/<token>/feuille", methods=["GET", "POST"])
@only("volunteer")
def on_paper(token: str) -> str | BaseResponse:
    """Keep the page signed by hand; only who fills in with the person may bring it."""
    entry = _unattested(token)
    if me().acting_for is None:
        raise NotFound
    form = answers.SheetForm()
    if form.submitted():
        told = attesting.Attestation(form.name.data, form.role.data, form.statement.data or "")
        seen = evidence.of_request(SEEN, CONSENT)
        attesting.attest_on_paper(entry, told, form.file.data, seen, by=me())
        tell("C’est attesté. La feuille est gardée avec l’attestation.")
        return go(".show", token=token)
    return render_template("passports/on_paper.html", form=form, entry=entry)


def _unattested(token: str) -> Entry:
    entry = queries.find(token, person())
    if entry.is_attested:
        raise NotFound
    if not entry.tasks:
        raise Conflict(UNFINISHED)
    return entry
