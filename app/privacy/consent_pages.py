"""« Mes accords »: each yes one gave, taken back in one click."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.languages import _
from app.privacy import consents
from app.privacy.views import blueprint
from app.web import go, me, only, person, tell


@blueprint.get("/mes-donnees/accords")
@only(*Role)
def consent_list() -> str:
    """List what one agreed to, and what one took back."""
    return render_template("privacy/consents.html", consents=consents.of(person()))


@blueprint.post("/mes-donnees/accords/<kind>/<int:key>/retirer")
@only(*Role)
def withdraw_consent(kind: str, key: int) -> Response:
    """Take one back."""
    consents.withdraw(kind, key, person(), by=me())
    tell(_("C’est retiré. Cela ne change rien d’autre pour vous."))
    return go("privacy.consent_list")
