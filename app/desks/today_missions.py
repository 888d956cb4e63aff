"""What waits for a référent between people and associations."""

from collections.abc import Iterator

from flask import url_for

from app import clock
from app.accounts.models import Account
from app.desks.todo import Act, Item, Section
from app.introductions import queries as introductions
from app.introductions.models import Introduction
from app.phrases import ago, day, moment
from app.placements import own
from app.placements import queries as placements
from app.placements.models import Placement

ANSWER_WITHIN = 2  # working days


def _url(introduction: Introduction, anchor: str | None = None) -> str:
    return url_for("introductions.show", token=introduction.token, _anchor=anchor)


def _who(one: Introduction | Placement) -> str:
    return f"{one.volunteer.full_name} · {one.mission.title}"


def to_approve(referent: Account) -> Section:
    """What people asked for, to approve in one click."""
    items = [
        Item(
            f"{one.volunteer.full_name} → {one.mission.title}",
            _url(one),
            f"demandé {ago(one.created_at)} · {one.mission.association.name}",
            (
                Act("Valider", url_for("introductions.approve", token=one.token), True, True),
                Act("Voir", _url(one)),
            ),
            introductions.is_late(one),
        )
        for one in introductions.to_approve(referent)
    ]
    return Section("a-valider", "Demandes à valider", items)


def difficulties(referent: Account) -> Section:
    """What someone said is hard, and that nobody has closed."""
    late_before = clock.working_days_ago(ANSWER_WITHIN)
    items = [
        Item(
            f"{difficulty.volunteer.full_name} · {one.mission.title}",
            url := _url(one, "difficultes"),
            f"dite {ago(difficulty.opened_at)}",
            (Act("Ouvrir", url),),
            difficulty.opened_at < late_before,
        )
        for difficulty, one in introductions.open_difficulties(referent)
    ]
    return Section("difficultes", "Difficultés à suivre", items)


def silent(referent: Account) -> Section:
    """The associations that have not answered in time."""
    items = [
        Item(
            f"{one.mission.association.name} → {one.volunteer.full_name}",
            _url(one),
            f"sans réponse, envoyé {ago(one.sent_at or one.state_since)}",
            (Act("Voir", _url(one)),),
            late=True,
        )
        for one in introductions.overdue(referent)
    ]
    return Section("en-retard", "Réponses en retard", items)


def dateless(referent: Account) -> Section:
    """The associations that said yes a week ago, with no date."""
    items = [
        Item(
            _who(one),
            _url(one),
            f"{one.mission.association.name} a dit oui {ago(one.state_since)}",
            (Act("Voir", _url(one)),),
            late=True,
        )
        for one in introductions.dateless(referent)
    ]
    return Section("sans-date", "Rendez-vous à fixer", items)


def meetings(referent: Account) -> Section:
    """The first meetings of the week."""
    items = []
    for one in introductions.meetings_this_week(referent):
        when = moment(one.meeting_at or clock.now())
        with_them = " · vous accompagnez" if one.accompanied else ""
        items.append(
            Item(
                f"{when[:1].upper()}{when[1:]} · {one.volunteer.full_name}",
                _url(one),
                f"{one.mission.association.name}, {one.meeting_place}{with_them}",
                (Act("Voir", _url(one)),),
            )
        )
    return Section("rendez-vous", "Rendez-vous de la semaine", items)


def found_elsewhere(referent: Account) -> Section:
    """The missions people found without the site, which wait for a word."""
    items = []
    for one in own.to_confirm(referent):
        url = url_for("placements.own_show", token=one.token)
        detail = f"depuis le {day(one.started_on)}, dite {ago(one.created_at)}"
        title = f"{one.volunteer.full_name} · {one.organisation}"
        items.append(Item(title, url, detail, (Act("Lire et confirmer", url),)))
    return Section("ailleurs", "Missions trouvées ailleurs, à confirmer", items)


def news(referent: Account) -> Section:
    """How it goes in the missions, when it does not go well, and hours that differ."""
    return Section("nouvelles", "Nouvelles à lire", [*_check_ins(referent), *_hours(referent)])


def _check_ins(referent: Account) -> Iterator[Item]:
    for check_in in placements.check_ins_due(referent):
        url = url_for("placements.show", token=check_in.placement.token)
        detail = f"point du {day(check_in.due_on)}"
        yield Item(_mission(check_in.placement), url, detail, (Act("Lire", url),))


def _hours(referent: Account) -> Iterator[Item]:
    for hours in placements.hours_to_confirm(referent):
        url = url_for("placements.show", token=hours.placement.token)
        yield Item(
            _mission(hours.placement), url, "heures à confirmer", (Act("Voir les heures", url),)
        )


def _mission(placement: Placement) -> str:
    return f"{placement.mission.title} · {placement.volunteer.full_name}"
