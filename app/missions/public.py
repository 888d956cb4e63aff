"""The list of missions, open to everyone."""

from flask import current_app, render_template, request
from flask_sqlalchemy.pagination import Pagination

from app.accounts.models import Role
from app.languages import _, ngettext
from app.missions import map as maps
from app.missions.search import Answer, Filters, Hit, search
from app.missions.search_form import SearchForm, address, chips, label
from app.missions.views import blueprint
from app.missions.widening import widen, within
from app.phrases import after
from app.territories import opening
from app.territories.models import Commune
from app.web import anyone, me, person

PER_PAGE = 10
LAST_PAGE = 10_000


class Pages(Pagination):
    """An answer, ten missions at a time."""

    def _query_items(self) -> list[Hit]:
        answer: Answer = self._query_args["answer"]
        return answer.page(self._query_offset, self.per_page)

    def _query_count(self) -> int:
        return len(self._query_args["answer"])


@blueprint.get("/missions")
@anyone
def listing() -> str:
    """List the missions that answer what the address asks."""
    form = SearchForm.read(request.args)
    if form.doubts:
        return render_template("missions/public/doubt.html", form=form, towns=_towns(form))
    filters = form.filters()
    answer, widened = search(filters), None
    if not answer:
        widened = widen(filters)
        answer = widened.answer if widened else answer
    page = min(request.args.get("page", 1, type=int), LAST_PAGE)
    pages = Pages(page=max(page, 1), per_page=PER_PAGE, error_out=False, answer=answer)
    return render_template(
        "missions/public/listing.html",
        form=form,
        pages=pages,
        title=_title(answer),
        order=_order(answer.filters),
        widened=widened,
        opens_on=opening.opens_on(form.ou.data),
        place=form.ou.data,
        chips=chips(form, None if form.ou.data else _home()),
        more=bool(request.args.get("tout")),
        everything=address({}),
        map_url=address(form.asked(), "missions.on_map"),
        alert_url=address(form.asked(), "alerts.ask"),
        next_url=address({**form.asked(), "page": [str(pages.next_num)]}),
    )


@blueprint.get("/missions/carte")
@anyone
def on_map() -> str:
    """Show where the missions are that answer what the address asks."""
    form = SearchForm.read(request.args)
    if form.doubts:
        return render_template("missions/public/doubt.html", form=form, towns=_towns(form))
    answer = search(form.filters())
    asked = form.asked()
    rest = {name: values for name, values in asked.items() if name not in {"ou", "distance"}}
    return render_template(
        "missions/public/map.html",
        form=form,
        title=_title(answer),
        map=maps.draw(answer, current_app.config["SETTINGS"].map_outline),
        chips=chips(form, None if form.ou.data else _home()),
        more=bool(request.args.get("tout")),
        list_url=address(asked),
        town_url=lambda town: address({**rest, "ou": [label(town)], "distance": ["5"]}),
        home_url=address({**rest, "choix": ["domicile"]}),
        everything=address({}),
    )


def _towns(form: SearchForm) -> list[tuple[str, str]]:
    """Give each town one may have meant, with the address of its missions."""
    rest = {k: v for k, v in form.asked().items() if k != "ou"}
    return [(c.label, address({**rest, "ou": [c.label]})) for c in form.ou.candidates]


def _home() -> Commune | None:
    """Give the commune of the volunteer who looks, if there is one."""
    if not me().is_authenticated:
        return None
    who = person()
    return who.commune if who.role == Role.VOLUNTEER else None


def _title(answer: Answer) -> str:
    """Say the result in words: « 30 missions près de Grenoble »."""
    count = len(answer)
    said = ngettext("%(num)s mission", "%(num)s missions", count) if count else _("Aucune mission")
    return searched(said, answer.filters, at_home=answer.at_home)


def searched(what: str, asked: Filters, at_home: int = 0) -> str:
    """Say what is searched, for which words and where: « Missions près de Voiron »."""
    if asked.words:
        what = _("%(what)s pour « %(words)s »", what=what, words=asked.words)
    where = _where(asked)
    if not where:
        return what
    if at_home and "remote" not in asked.wishes:
        return _("%(what)s %(where)s, ou depuis chez vous", what=what, where=where)
    return _("%(what)s %(where)s", what=what, where=where)


def _order(asked: Filters) -> str:
    """Say what comes first, of what was really searched."""
    if asked.words and asked.place:
        return _("Celles qui répondent le mieux d’abord, puis les plus proches.")
    if asked.words:
        return _("Celles qui répondent le mieux d’abord.")
    if asked.place:
        return _("Les plus proches d’abord, puis les plus récentes.")
    return _("Les plus récentes d’abord.")


def _where(asked: Filters) -> str:
    """Say where, after a count or a name: « près de Grenoble »."""
    if "remote" in asked.wishes:
        return _("depuis chez vous")
    if asked.place is None:
        return ""
    of_place = after(asked.place.name, "de")
    if asked.mode and asked.minutes:
        trip = within(asked.minutes, asked.mode)
        return _("à %(trip)s %(of_place)s", trip=trip, of_place=of_place)
    if asked.km:
        return _("à moins de %(km)s km %(of_place)s", km=f"{asked.km:.0f}", of_place=of_place)
    return _("près %(of_place)s", of_place=of_place)
