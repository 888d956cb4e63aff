"""Pages of a référent’s caseload: opening an account, the card, filling in with someone."""

import segno
from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.accounts import actions as accounts
from app.accounts import queries as found
from app.accounts import sessions, shown
from app.accounts.models import Account, Role
from app.caseloads import actions, queries
from app.caseloads.forms import AddPersonForm, DetailsForm
from app.letters.models import link
from app.phrases import after
from app.web import go, me, only, tell

blueprint = Blueprint("caseloads", __name__)
TOGETHER = {"passeport": "passports.mine"}  # where filling in together may begin


@blueprint.route("/referent/personnes/ajouter", methods=["GET", "POST"])
@only(Role.REFERENT)
def add_person() -> Response | str:
    """Open an account for the person in front of one."""
    form = AddPersonForm()
    if form.submitted():
        again = found.just_opened(form.once.data)
        if again is not None:
            return go("caseloads.card", token=again.token)
        person, code = actions.open_for(form.newcomer(), by=me())
        shown.keep(person, code)
        tell(f"Le compte {after(person.first_name, 'de')} est ouvert. Imprimez sa carte.")
        return go("caseloads.card", token=person.token)
    return render_template("caseloads/add_person.html", form=form)


@blueprint.get("/referent/personnes/<token>/carte")
@only(Role.REFERENT)
def card(token: str) -> str:
    """Print the card of a person, while the new code may be shown."""
    person = queries.find_person(token, seen_by=me())
    return render_template(
        "caseloads/card.html", person=person, code=shown.read(person), qr=_qr_of_code_page()
    )


@blueprint.post("/referent/personnes/<token>/carte/nouvelle")
@only(Role.REFERENT)
def new_card(token: str) -> Response:
    """Replace the card: a new code, and the old one ends."""
    person = queries.find_person(token, seen_by=me())
    shown.keep(person, accounts.issue_code(person, by=me()))
    tell("Voici la nouvelle carte. L’ancien code ne marche plus.")
    return go("caseloads.card", token=token)


def _qr_of_code_page() -> Markup:
    drawn = segno.make(link("accounts.use_code"), error="m", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None))  # noqa: S704 - drawn here


@blueprint.route("/referent/personnes/<token>/coordonnees", methods=["GET", "POST"])
@only(Role.REFERENT)
def details(token: str) -> Response | str:
    """Change how someone is reached, their last name and their postal address."""
    person = queries.find_person(token, seen_by=me())
    form = DetailsForm(data=_known(person))
    if form.submitted():
        actions.change_details(person, form.contact(), form.details(), by=me())
        if form.email.data != person.email:
            accounts.change_email(person, form.email.data, by=me())
        tell(f"Les coordonnées {after(person.first_name, 'de')} sont enregistrées.")
        return go("desks.person", token=token)
    return render_template("caseloads/details.html", form=form, person=person)


def _known(person: Account) -> dict[str, object]:
    names = ("first_name", "last_name", "commune", "phone", "email", "postal_address", "language")
    return {name: getattr(person, name) for name in names} | {"preferred_channel": person.channel}


@blueprint.post("/referent/personnes/<token>/accompagner")
@only(Role.REFERENT)
def follow(token: str) -> Response:
    """Follow someone who waits in the queue."""
    person = queries.find_person(token, seen_by=me())
    actions.follow(person, by=me())
    tell(f"Vous accompagnez maintenant {person.first_name}.")
    return go("desks.person", token=token)


@blueprint.post("/referent/personnes/<token>/remplir")
@only(Role.REFERENT)
def fill_with(token: str) -> Response:
    """Fill in with the person in front of one."""
    person = queries.find_person(token, seen_by=me())
    actions.fill_with(person, by=me())
    sessions.rotate(me())
    tell(f"Vous remplissez avec {person.first_name}. Lisez ensemble chaque question.")
    return go(TOGETHER.get(request.args.get("vers", ""), "profiles.summary"))


@blueprint.post("/referent/fini")
@only(Role.REFERENT)
def stop_acting() -> Response:
    """Stop filling in with the person, and come back to their page."""
    person = actions.stop_acting(by=me())
    sessions.rotate(me())
    tell("C’est fini : vous agissez de nouveau en votre nom.")
    return go("desks.person", token=person.token) if person else go("desks.mine")
