"""« Opérateurs »: what a pilote reads and writes of those who accompany, and their load."""

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.caseloads import operators, queries
from app.caseloads.operators import Load
from app.outreach import loads
from app.outreach.operator_forms import GrantForm, OperatorForm, PlaceForm, ShareForm
from app.outreach.views import blueprint
from app.web import go, me, only, tell


@blueprint.route("/pilotage/operateurs", methods=["GET", "POST"])
@only(Role.PILOT)
def operator_list() -> Response | str:
    """List the operators with their load today, and register one."""
    form = OperatorForm()
    if form.submitted():
        made = operators.create(form.name.data, form.is_internal, by=me())
        tell("L’opérateur est créé. Dites le temps financé, puis rattachez ses référents.")
        return go("outreach.operator", token=made.token)
    day = clock.today()
    people, financed = loads.by_operator(day), operators.financed(day)
    found = queries.operators()
    return render_template(
        "outreach/operators.html",
        form=form,
        operators=found,
        loads={o.id: Load(people.get(o.id, 0), financed.get(o.id)) for o in found},
        heads=operators.head_counts(),
        territories=operators.territories(),
        written=operators.written,
    )


@blueprint.route("/pilotage/operateurs/<token>", methods=["GET", "POST"])
@only(Role.PILOT)
def operator(token: str) -> Response | str:
    """Show an operator: load, référents and their shares, financed time; finance from a day."""
    found = operators.find(token)
    form = GrantForm()
    form.operator = found
    if form.submitted():
        operators.grant(found, form.line(), by=me())
        tell("Le temps financé est enregistré.")
        return go("outreach.operator", token=token)
    day = clock.today()
    people = loads.by_referent(day)
    return render_template(
        "outreach/operator.html",
        operator=found,
        form=form,
        load=operators.load_today(loads.by_operator(day).get(found.id, 0), found),
        lines=[(a, p, Load(people.get(a.id, 0), p.fte)) for a, p in operators.posts(found)],
        grants=operators.grants(found),
        territories=operators.territories().get(found.id, []),
        written=operators.written,
        today=day,
    )


@blueprint.route("/pilotage/operateurs/<token>/nom", methods=["GET", "POST"])
@only(Role.PILOT)
def change_operator(token: str) -> Response | str:
    """Rename an operator, or say whether it is of the département."""
    found = operators.find(token)
    kind = "interne" if found.is_internal else "externe"
    form = OperatorForm(data={"name": found.name, "kind": kind})
    form.operator = found
    if form.submitted():
        operators.change(found, form.name.data, form.is_internal, by=me())
        tell("C’est enregistré.")
        return go("outreach.operator", token=token)
    return render_template("outreach/operator_form.html", operator=found, form=form)


@blueprint.post("/pilotage/operateurs/<token>/etp/<grant>/retirer")
@only(Role.PILOT)
def withdraw_grant(token: str, grant: str) -> Response:
    """Take back a line written by mistake."""
    operators.withdraw_grant(operators.find(token), grant, by=me())
    tell("La ligne est retirée.")
    return go("outreach.operator", token=token)


@blueprint.route("/pilotage/operateurs/<token>/rattacher", methods=["GET", "POST"])
@only(Role.PILOT)
def place_referent(token: str) -> Response | str:
    """Have a référent work for this operator."""
    found = operators.find(token)
    others = {one.token: one for one in operators.elsewhere(found)}
    places = queries.places()
    form = PlaceForm()
    form.referent.choices = [("", "Choisissez…")] + [
        (token, f"{one.full_name} ({places.get(one.id, 'sans opérateur')})")
        for token, one in others.items()
    ]
    if form.submitted():
        account = others[form.referent.data]
        operators.place(found, account, form.fte.data, by=me())
        tell(f"{account.full_name} travaille maintenant pour {found.name}.")
        return go("outreach.operator", token=token)
    return render_template("outreach/place.html", operator=found, form=form, account=None)


@blueprint.route("/pilotage/operateurs/<token>/referents/<account>", methods=["GET", "POST"])
@only(Role.PILOT)
def share(token: str, account: str) -> Response | str:
    """Write a référent’s own share of a full-time equivalent."""
    found = operators.find(token)
    pair = next((pair for pair in operators.posts(found) if pair[0].token == account), None)
    if pair is None:
        raise NotFound
    who, post = pair
    form = ShareForm(data={"fte": post.fte})
    if form.submitted():
        operators.place(found, who, form.fte.data, by=me())
        tell(f"La part de {who.full_name} est enregistrée.")
        return go("outreach.operator", token=token)
    return render_template("outreach/place.html", operator=found, form=form, account=who)
