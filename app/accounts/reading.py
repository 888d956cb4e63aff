"""« Langues »: choosing the language one reads, kept in this browser and in one’s account."""

from flask import render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app import languages
from app.accounts import actions
from app.accounts.entering import wanted
from app.accounts.models import Role
from app.accounts.views import blueprint
from app.forms import Form
from app.speaking import remember
from app.web import anyone, person


@blueprint.route("/langues", methods=["GET", "POST"])
@anyone
def read_in() -> Response | str:
    """Choose a language, each named in its own words; then go back to where one was."""
    form = Form()
    if form.submitted():
        code = request.form.get("langue", "")
        if code not in languages.OFFERED:
            raise BadRequest
        account = person() if current_user.is_authenticated else None
        if account and account.role == Role.VOLUNTEER:
            actions.read_in(account, code)
        response = redirect(wanted(url_for("home.index")), 303)
        remember(response, code)
        return response
    return render_template("accounts/languages.html", form=form)
