"""Adding an activity to a signed contract: reading it, signing it on both sides, saying no."""

from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.contracts import actions, mine, own, papers, queries, signing
from app.contracts.models import Amendment, Party
from app.contracts.views import blueprint
from app.languages import _
from app.papers import serving
from app.web import go, me, only, person, tell


@blueprint.post("/mon-contrat/<token>/avenants/<amendment>/signer")
@only(Role.VOLUNTEER)
def sign_own_amendment(token: str, amendment: str) -> str | Response:
    """Agree to an activity to add, and sign the contract as it becomes."""
    contract = own.find_contract(token, person())
    found = queries.find_amendment(amendment, contract)
    form = mine.form_for(found)
    if not form.submitted():
        return mine.page_of(contract, amended=form)
    signing.sign(found, Party.PERSON, mine.given(form), by=me())
    tell(_("C’est ajouté à votre contrat.") if found.is_decided else mine.THANKS)
    return go(".own", token=token)


@blueprint.post("/mon-contrat/<token>/avenants/<amendment>/non")
@only(Role.VOLUNTEER)
def decline_own_amendment(token: str, amendment: str) -> Response:
    """Leave one’s contract as it is, in one click."""
    contract = own.find_contract(token, person())
    actions.decline_amendment(queries.find_amendment(amendment, contract), by=me())
    tell(_("C’est noté. Rien ne change."))
    return go(".own", token=token)


@blueprint.get("/mon-contrat/<token>/avenants/<amendment>/document")
@only(Role.VOLUNTEER)
def own_amendment_paper(token: str, amendment: str) -> Response:
    """Give the contract as it becomes, to read before signing."""
    contract = own.find_contract(token, person())
    return _paper(queries.find_amendment(amendment, contract))


@blueprint.get("/avenants/<token>/document")
@only(Role.REFERENT)
def amendment_paper(token: str) -> Response:
    """Give the contract as it becomes, to read, print and sign."""
    return _paper(queries.find_amended(token, seen_by=me()))


def _paper(amendment: Amendment) -> Response:
    return serving.send(papers.amended(amendment))


@blueprint.post("/contrats/<token>/avenants/<amendment>/non")
@only(Role.REFERENT)
def decline_amendment(token: str, amendment: str) -> Response:
    """Note that the person, present, says no."""
    contract = queries.find(token, seen_by=me())
    actions.decline_amendment(queries.find_amendment(amendment, contract), by=me())
    tell("C’est noté. Rien ne change.")
    return go(".show", token=token, _anchor="activites")


@blueprint.post("/contrats/<token>/avenants/<amendment>/retirer")
@only(Role.REFERENT)
def withdraw_amendment(token: str, amendment: str) -> Response:
    """Give up an amendment that was not signed by both."""
    contract = queries.find(token, seen_by=me())
    actions.withdraw_amendment(queries.find_amendment(amendment, contract), by=me())
    tell("L’avenant est retiré.")
    return go(".show", token=token, _anchor="activites")
