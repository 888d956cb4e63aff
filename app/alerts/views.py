"""Pages of alerts: asking for one, confirming it, one’s own, and stopping in one press."""

from typing import Any

from flask import Blueprint, Response, render_template, request

from app.accounts import throttle
from app.accounts.fields import EmailAddressField
from app.accounts.models import Account, Role
from app.alerts import actions
from app.alerts.actions import Wish
from app.alerts.models import Alert, Rhythm
from app.alerts.wording import title_of
from app.forms import Form, RadioField, Required
from app.languages import _, spoken
from app.missions.search_form import SearchForm, address
from app.web import anyone, go, keep_answer, me, only, person, tell

blueprint = Blueprint("alerts", __name__, url_prefix="/alertes")


class RhythmForm(Form):
    """How often."""

    rhythm = RadioField(
        _("Combien de fois, au plus ?"), [Required(_("Choisissez combien de fois."))],
        choices=Rhythm.choices(), default=Rhythm.WEEK.value,
    )  # fmt: skip


class AskForm(RhythmForm):
    """How often, and where to write to who has no account."""

    email = EmailAddressField(required=_("Écrivez votre adresse e-mail."))


def _volunteer() -> Account | None:
    """Give the volunteer who asks, alone or with their référent."""
    if not me().is_authenticated:
        return None
    who: Account = person()
    return who if who.role == Role.VOLUNTEER else None


@blueprint.route("/nouvelle", methods=["GET", "POST"])
@anyone
def ask() -> Any:
    """Ask to hear of a search."""
    search = SearchForm.read(request.args)
    who = _volunteer()
    known = who is not None and actions.may_be_told(who)
    form = RhythmForm() if known else AskForm()
    wish = Wish(search.asked(), title_of(search), "", spoken().code)
    if form.submitted():
        wish = Wish(wish.query, wish.title, form.rhythm.data, wish.language)
        return _kept(wish, who) if known and who else _asked(wish, form["email"].data)
    return render_template(
        "alerts/ask.html", form=form, title=wish.title, who=who if known else None,
        search_url=address(search.asked()),
    )  # fmt: skip


def _kept(wish: Wish, who: Account) -> Any:
    if not actions.has_room(Alert.account_id == who.id):
        tell(_("Vous avez déjà cinq alertes. Arrêtez-en une d’abord."), "problem")
        return go(".mine")
    actions.keep(wish, who, by=me())
    tell(_("C’est noté. Nous vous prévenons quand une mission arrive."))
    return go(".mine")


def _asked(wish: Wish, email: str) -> Any:
    """Write to the address; the page that follows is the same whatever is known of it."""
    throttle.knock(throttle.network_key("opening"))
    if throttle.has_room(throttle.mailbox_key(email)) and actions.has_room(Alert.email == email):
        actions.ask_to_confirm(wish, email)
    return go(".asked")


@blueprint.get("/envoye")
@anyone
def asked() -> str:
    """Say to look in the mailbox."""
    return render_template("alerts/asked.html")


@blueprint.get("")
@only("volunteer")
def mine() -> str:
    """List one’s own alerts."""
    found = [(alert, address(alert.query)) for alert in actions.of(person())]
    return render_template("alerts/mine.html", alerts=found, rhythms=dict(Rhythm.choices()))


@blueprint.route("/<token>", methods=["GET", "POST"])
@anyone
def show(token: str) -> Any:
    """Show one alert to whoever holds its secret: change its rhythm, or stop it."""
    alert = actions.find(token)
    form = RhythmForm(data={"rhythm": alert.rhythm})
    if alert.confirmed_at and form.submitted():
        actions.change(alert, form.rhythm.data)
        tell(_("C’est noté."))
        return go(".show", token=token)
    return render_template(
        "alerts/show.html", alert=alert, form=form, search_url=address(alert.query)
    )


@blueprint.post("/<token>/confirmer")
@anyone
def confirm(token: str) -> Any:
    """Say yes from the mailbox."""
    actions.confirm(actions.find(token))
    tell(_("C’est noté. Nous vous prévenons quand une mission arrive."))
    return go(".show", token=token)


@blueprint.get("/<token>/arreter")
@anyone
def stopping(token: str) -> str:
    """Ask for one press: what opens links by itself stops nothing."""
    found = actions.known(token)
    return render_template("alerts/stop.html", alert=found)


@blueprint.post("/<token>/arreter")
@anyone
def stop(token: str) -> str:
    """Stop at once: a mailbox presses this button too, and may not be led elsewhere."""
    found = actions.known(token)
    if found is not None:
        actions.stop(found)
        keep_answer()
    return render_template("alerts/stop.html", alert=None)


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Have nothing kept on the way: addresses hold secrets."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
