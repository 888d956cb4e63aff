"""The calendar of ateliers, and organising one."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.caseloads import queries as caseloads
from app.territories.models import Territory
from app.web import go, me, only, tell
from app.workshops import forms, pages, planning, queries
from app.workshops.models import Kind, Workshop
from app.workshops.queries import Filters

blueprint = Blueprint("workshops", __name__)
REFERENT = Role.REFERENT
Link = Callable[..., dict[str, Any]]


@blueprint.get("/ateliers")
@only(Role.VOLUNTEER, REFERENT)
def listing() -> str:
    """Show a référent the month, and a person what they may come to."""
    if me().role == REFERENT and me().acting_for is None:
        return _month()
    return pages.of_person()


def _month() -> str:
    first = read_month(request.args.get("mois", ""))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    territories = {one.token: one for one in caseloads.territories()}
    chosen = territories.get(request.args.get("territoire", ""))
    kind = request.args.get("genre", "")
    asked = Filters(
        first=first,
        last=last,
        kind=kind if kind in set(Kind) else None,
        territory_id=chosen.id if chosen else None,
        own=request.args.get("qui") == "nous",
    )
    sessions = queries.calendar(me(), asked)
    link = _link(first, kind, chosen.token if chosen else "", own=asked.own)
    return render_template(
        "workshops/calendar.html",
        asked=asked,
        sessions=sessions,
        counts=queries.counts(sessions),
        to_take=queries.attendance_to_take(me()),
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=(last + timedelta(days=1)).strftime("%Y-%m"),
        places=_places(territories.values(), chosen, link),
        chosen=chosen,
        link=link,
    )


def _places(
    territories: Iterable[Territory], chosen: Territory | None, link: Link
) -> list[tuple[str, str, bool, None]]:
    """Give the territories as chips, the whole département first."""
    known = [("Tous les territoires", "", chosen is None)]
    known += [(one.name, one.token, one is chosen) for one in territories]
    return [
        (name, url_for(".listing", **link(territoire=token)), current, None)
        for name, token, current in known
    ]


def read_month(written: str) -> date:
    """Read « 2026-11 » of an address; anything else is this month."""
    try:
        first = date.fromisoformat(f"{written[:7]}-01")
    except ValueError:
        first = clock.today().replace(day=1)
    return first if 2000 <= first.year <= 2100 else clock.today().replace(day=1)


def _link(first: date, kind: str, territory: str, *, own: bool) -> Link:
    """Give the query of the same month with one thing changed; what asks nothing is left out."""
    here = {
        "mois": first.strftime("%Y-%m"),
        "genre": kind,
        "territoire": territory,
        "qui": "nous" if own else "",
    }

    def changed(**other: str) -> dict[str, Any]:
        return {name: value for name, value in {**here, **other}.items() if value}

    return changed


def _offer(form: forms.WorkshopForm, workshop: Workshop | None) -> None:
    kept = workshop.programme_id if workshop else None
    form.offer(caseloads.territories(), caseloads.operators(), queries.programmes(me(), kept))


@blueprint.route("/ateliers/nouveau", methods=["GET", "POST"])
@only(REFERENT)
def new() -> str | Response:
    """Organise an atelier or a collective action, with its first dates."""
    held = caseloads.holdings_of(me())
    usual = held[0].territory.token if held else ""
    return _organise(forms.NewWorkshopForm(territory=usual), None)


@blueprint.route("/ateliers/<token>/copier", methods=["GET", "POST"])
@only(REFERENT)
def copy(token: str) -> str | Response:
    """Organise another like this one, with other dates."""
    workshop = queries.find_workshop(token, seen_by=me())
    return _organise(forms.NewWorkshopForm(data=_copied(workshop)), workshop)


def _copied(workshop: Workshop) -> dict[str, Any]:
    """Give what the form of a copy shows: the same hours, a week after the last date."""
    shown = forms.written(workshop)
    if workshop.sessions:
        last = forms.dated(workshop.sessions[-1])
        later = {"day": last["day"] + timedelta(weeks=1), "weeks": 1}
        shown = {**shown, **last, **later}
    return shown


def _organise(form: forms.NewWorkshopForm, copied: Workshop | None) -> str | Response:
    _offer(form, copied)
    if form.submitted():
        workshop = planning.organise(form.facts(), form.slots(), by=me(), once=form.once.data[:32])
        tell("C’est dans le calendrier. Vous pouvez inscrire des personnes.")
        return go(".show", token=workshop.token)
    return render_template("workshops/new.html", form=form, copied=copied)


@blueprint.get("/ateliers/<token>")
@only(REFERENT)
def show(token: str) -> str:
    """Show a workshop, its dates, who carries it."""
    workshop = queries.find_workshop(token, seen_by=me())
    return pages.workshop(workshop)


@blueprint.route("/ateliers/<token>/modifier", methods=["GET", "POST"])
@only(REFERENT)
def edit(token: str) -> str | Response:
    """Write other words about a workshop."""
    workshop = queries.find_run(token, by=me())
    form = forms.WorkshopForm(data=forms.written(workshop))
    _offer(form, workshop)
    if form.submitted():
        planning.revise(workshop, form.facts(), by=me())
        tell("C’est enregistré.")
        return go(".show", token=token)
    return render_template("workshops/edit.html", form=form, workshop=workshop)


@blueprint.route("/ateliers/<token>/seances/nouvelle", methods=["GET", "POST"])
@only(REFERENT)
def add_sessions(token: str) -> str | Response:
    """Add dates."""
    workshop = queries.find_run(token, by=me())
    form = forms.SeriesForm(data=_copied(workshop) if workshop.sessions else None)
    if form.submitted():
        added = planning.add_sessions(workshop, form.slots(), by=me())
        tell("La date est ajoutée." if len(added) == 1 else f"{len(added)} dates sont ajoutées.")
        return go(".show", token=token)
    return render_template("workshops/add_sessions.html", form=form, workshop=workshop)


@blueprint.post("/ateliers/<token>/arreter")
@only(REFERENT)
def close(token: str) -> Response:
    """Stop a workshop: every session to come is cancelled."""
    count = planning.close(queries.find_run(token, by=me()), by=me())
    tell(f"C’est arrêté. {count} séances annulées." if count > 1 else "C’est arrêté.")
    return go(".show", token=token)


@blueprint.get("/ateliers/<token>/<path:_act>")
@only(REFERENT)
def back(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act, after a conflict or a reload."""
    return go(".show", token=token)
