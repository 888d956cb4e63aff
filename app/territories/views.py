"""Pages where a pilote draws the territories."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app import clock
from app.territories import actions, opening, queries
from app.territories.forms import AddForm, ListForm, NameForm, OpeningForm
from app.web import go, me, only, tell

blueprint = Blueprint("territories", __name__, url_prefix="/pilotage/territoires")


@blueprint.route("", methods=["GET", "POST"])
@only("pilot")
def listing() -> Response | str:
    """List the territories, and make one."""
    form = NameForm()
    if form.submitted():
        territory = actions.create(form.name.data, by=me())
        tell("Le territoire est créé. Ajoutez ses communes.")
        return go("territories.show", token=territory.token)
    return render_template("territories/listing.html", form=form, outlines=queries.outlines())


@blueprint.route("/<token>", methods=["GET", "POST"])
@only("pilot")
def show(token: str) -> Response | str:
    """Show a territory, and add a commune to it."""
    territory = queries.find_territory(token)
    form = AddForm()
    if form.submitted() and (commune := form.commune.data):
        added = actions.add(territory, [commune], by=me())
        tell(f"{commune.name} {'est ajoutée' if added else 'est déjà dans ce territoire'}.")
        return go("territories.show", token=token)
    return render_template(
        "territories/show.html",
        territory=territory,
        form=form,
        elsewhere=queries.elsewhere(territory),
        today=clock.today(),
        removed=queries.find(request.args.get("retiree")),
    )


@blueprint.route("/<token>/liste", methods=["GET", "POST"])
@only("pilot")
def paste(token: str) -> Response | str:
    """Add a whole list of communes."""
    territory = queries.find_territory(token)
    form = ListForm()
    if form.submitted():
        added = actions.add(territory, form.communes, by=me())
        tell(_said(len(added), len(form.communes) - len(added)))
        return go("territories.show", token=token)
    return render_template("territories/paste.html", territory=territory, form=form)


def _said(added: int, known: int) -> str:
    said = f"{added} communes ajoutées." if added > 1 else f"{added} commune ajoutée."
    return f"{said} {known} y étaient déjà." if known > 1 else said


@blueprint.route("/<token>/nom", methods=["GET", "POST"])
@only("pilot")
def rename(token: str) -> Response | str:
    """Give a territory another name."""
    territory = queries.find_territory(token)
    form = NameForm(obj=territory)
    form.territory = territory
    if form.submitted():
        actions.rename(territory, form.name.data, by=me())
        tell("Le nom est changé.")
        return go("territories.show", token=token)
    return render_template("territories/rename.html", territory=territory, form=form)


@blueprint.route("/<token>/ouverture", methods=["GET", "POST"])
@only("pilot")
def settle_opening(token: str) -> Response | str:
    """Say from which day a territory is open."""
    territory = queries.find_territory(token)
    form = OpeningForm(obj=territory)
    if form.submitted():
        opening.settle(territory, form.opens_on.data, by=me())
        tell("Le jour d’ouverture est enregistré.")
        return go("territories.show", token=token)
    return render_template("territories/opening.html", territory=territory, form=form)


@blueprint.post("/<token>/communes/<code>/retirer")
@only("pilot")
def remove(token: str, code: str) -> Response:
    """Take a commune out, which the next page offers to undo."""
    commune = queries.find_commune(code)
    actions.remove(queries.find_territory(token), commune, by=me())
    return go("territories.show", token=token, retiree=commune.code)


@blueprint.post("/<token>/communes/<code>/remettre")
@only("pilot")
def put_back(token: str, code: str) -> Response:
    """Undo: put a commune back."""
    commune = queries.find_commune(code)
    actions.add(queries.find_territory(token), [commune], by=me())
    tell(f"{commune.name} est remise.")
    return go("territories.show", token=token)


@blueprint.route("/<token>/supprimer", methods=["GET", "POST"])
@only("pilot")
def delete(token: str) -> Response | str:
    """Ask, then do away with a territory that nobody holds."""
    territory = queries.find_territory(token)
    problem = None
    if request.method == "POST":
        try:
            actions.delete(territory, by=me())
        except actions.Held as held:
            problem = held.description
        else:
            tell(f"Le territoire « {territory.name} » est supprimé.")
            return go("territories.listing")
    return render_template("territories/delete.html", territory=territory, problem=problem)
