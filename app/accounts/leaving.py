"""Pages to sign out: of this browser, of every browser, and of the provider one came through."""

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.accounts import federation, providers, sealing, sessions
from app.accounts.models import Account, Role
from app.accounts.views import blueprint
from app.extensions import db
from app.languages import _
from app.letters.models import link as whole_address
from app.web import anyone, before_proof, go, me, only, tell


@blueprint.post("/deconnexion")
@only(*Role)
@before_proof
def sign_out() -> Response:
    """Sign out of this browser, and of the provider through which one came."""
    url = way_out(me())
    sessions.sign_out(me())
    tell(_("Vous êtes déconnecté. À bientôt."))
    return _clean(redirect(url, 303) if url else go("home.index"))


@blueprint.post("/deconnexion/partout")
@only(*Role)
@before_proof
def sign_out_everywhere() -> Response:
    """Sign out of every browser, this one too."""
    account = me()
    sessions.sign_out_everywhere(account)
    sessions.sign_out(account)
    tell(_("Vous êtes déconnecté partout. À bientôt."))
    return _clean(go("home.index"))


def _clean(response: Response) -> Response:
    """Have the browser forget the pages it read, in a telephone that may not be theirs."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/connexion/<name>/adieu")
@anyone
def gone(name: str) -> Response:
    """Come back from a provider that one has left too."""
    federation.found(name)
    return go("home.index")


def way_out(account: Account) -> str | None:
    """Give where to leave the provider through which someone came, if it has such a page."""
    session = account.session
    if session is None or not session.provider:
        return None
    provider = next((one for one in federation.open_to() if one.name == session.provider), None)
    if provider is None:
        return None
    hint = sealing.opened(session.id_token) or ""
    db.session.rollback()  # nobody else’s writing waits for the provider’s answer
    back = whole_address("accounts.gone", name=provider.name)
    return providers.farewell(provider, hint, back)
