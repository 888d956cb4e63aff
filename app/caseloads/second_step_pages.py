"""« Remettre à zéro la deuxième étape » of a colleague who lost their telephone and their codes."""

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts import factors
from app.accounts.models import Role
from app.caseloads import queries
from app.caseloads.forms import RecognisedForm
from app.caseloads.views import blueprint
from app.phrases import after
from app.web import go, me, only, tell


@blueprint.route("/pilotage/equipe/<token>/deuxieme-etape", methods=["GET", "POST"])
@only(Role.PILOT)
def reset_second_step(token: str) -> Response | str:
    """Forget the second step of a colleague, once one has recognised them."""
    account = queries.find_colleague(token)
    if account.id == me().id:
        raise NotFound
    form = RecognisedForm()
    if form.submitted():
        factors.start_again(account, by=me())
        whose = after(account.first_name, "de")
        tell(f"La deuxième étape {whose} est remise à zéro. Il en faudra une autre pour entrer.")
        return go("caseloads.colleague", token=account.token)
    return render_template("caseloads/reset_second_step.html", form=form, account=account)
