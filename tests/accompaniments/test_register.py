"""Needs, notes, the bilan of each side, six months after; and who may read what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.accompaniments import agenda, follow_ups, queries, reminders
from app.accompaniments.models import Barrier, FollowUp, Note
from app.accounts.models import Account, Role
from app.extensions import db
from app.terms import months_later
from tests import accompanying, people
from tests.accompaniments.conftest import Cast
from tests.browser import Visitor
from tests.meetings import subjects

As = Callable[[Account], Visitor]


def test_a_need_is_written_and_settled(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/besoins")
    lea.press("Ajouter", theme="", need="")
    assert lea.page.errors() == ["Choisissez un thème.", "Écrivez ce dont la personne a besoin."]
    lea.press("Ajouter", theme="mobilite", need="Une mission à pied", action="Carte de bus")
    lea.click("Une mission à pied")
    lea.press("Garder", progress="lifted")
    row = db.session.scalars(select(Barrier)).one()
    assert (row.status, row.closed_on) == ("lifted", clock.today())
    lea.click("Une mission à pied")
    lea.press("Garder", progress="in_progress")
    db.session.rollback()
    assert db.session.scalars(select(Barrier)).one().closed_on is None


def test_a_note_is_one_s_own_for_the_day(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/notes")
    lea.press("Garder cette note", note="Préfère le matin.")
    lea.click("Changer")
    lea.press("Garder", note="Préfère l’après-midi.")
    assert "Préfère l’après-midi." in lea.page
    tomorrow = clock.now() + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        assert "Effacer" not in lea.open(f"{cast.file}/notes")
    lea.open(f"{cast.file}/notes")
    lea.press("Effacer")
    assert db.session.scalars(select(Note)).all() == []


def test_a_social_security_number_is_refused_in_a_note(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/notes")
    lea.press("Garder cette note", note="Son numéro : 2 85 05 38 185 123 45")
    assert lea.page.errors()
    assert db.session.scalars(select(Note)).all() == []


def test_each_side_says_what_it_likes_at_the_end(cast: Cast, as_: As):
    accompanying.an_exit(cast.episode, cast.lea)
    awa = as_(cast.awa)
    awa.open("/moi/bilan")
    awa.press("Envoyer", went_well="Le jardin", may_quote="y")
    lea = as_(cast.lea)
    page = lea.open(f"{cast.file}/bilan")
    assert "Le jardin" in page
    assert "On peut citer ses mots" in page
    lea.press("Garder", went_well="A pris confiance")
    both = queries.reviews_of(cast.episode)
    assert (both["person"].went_well, both["person"].may_quote) == ("Le jardin", True)
    assert both["referent"].went_well == "A pris confiance"
    assert "A pris confiance" not in awa.open("/moi/bilan").html


def test_nobody_without_accompaniment_finds_a_bilan(as_: As, cast: Cast):
    as_(people.a_volunteer("Zoé")).open("/moi/bilan", 404)


def test_news_are_asked_six_months_after_with_the_person_s_yes(cast: Cast, as_: As):
    accompanying.an_exit(cast.episode, cast.lea, ago=0)
    row = queries.latest_follow_up(cast.awa)
    assert row is not None
    assert row.due_on == months_later(clock.today(), 6)
    assert agenda.follow_ups_due(cast.lea) == []
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/suivi")
    lea.press("Garder", outcome="reached", situation="formation")
    assert "attendez avant d’appeler" in lea.page.errors()[0]
    six_months = clock.now() + (row.due_on - clock.today())
    with time_machine.travel(six_months - timedelta(days=16), tick=False):
        assert reminders.remind() == 0
    with time_machine.travel(six_months - timedelta(days=15), tick=False):
        assert agenda.follow_ups_due(cast.lea) == [row]
        assert reminders.remind() == 1
        assert reminders.remind() == 0
    assert subjects(cast.lea) == ["Prendre des nouvelles d’Awa Diop"]
    with time_machine.travel(six_months, tick=False):
        lea = as_(cast.lea)
        lea.open("/referent/suivis")
        lea.click("Noter")
        lea.press(
            "Garder", outcome="reached", situation="emploi_temps_partiel",
            still_volunteering="yes", hours_per_week="2,5", confidence="4",
            changed="Je sors plus.", may_quote="y",
        )  # fmt: skip
    db.session.rollback()
    db.session.refresh(row)
    assert (row.outcome, row.hours_per_week, row.confidence) == ("reached", 2.5, 4)
    assert (row.still_volunteering, row.may_quote) == (True, True)


def test_who_answers_needs_a_situation(cast: Cast, as_: As):
    overdue(cast)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/suivi")
    lea.press("Garder", outcome="reached")
    assert lea.page.errors() == ["Choisissez sa situation."]


def overdue(cast: Cast) -> FollowUp:
    accompanying.an_exit(cast.episode, cast.lea)
    row = queries.latest_follow_up(cast.awa)
    assert row is not None
    row.due_on = clock.today()
    db.session.commit()
    return row


def test_who_cannot_be_reached_is_tried_again_and_a_refusal_ends_it(cast: Cast, as_: As):
    overdue(cast)
    lea = as_(cast.lea)
    for outcome, left in (("unreachable", 1), ("refused", 0)):
        lea.open(f"{cast.file}/suivi")
        lea.press("Garder", outcome=outcome)
        assert len(agenda.follow_ups_due(cast.lea)) == left
    assert "On ne la rappelle plus" in lea.open(f"{cast.file}/suivi")
    assert reminders.remind() == 0


def test_without_a_yes_nobody_is_called(cast: Cast):
    accompanying.an_exit(cast.episode, cast.lea, may_contact_after=False)
    assert queries.latest_follow_up(cast.awa) is None
    assert reminders.remind() == 0


@pytest.mark.parametrize("counted_from", ["entry", "exit"])
def test_the_departement_says_from_when_it_counts(
    cast: Cast, counted_from: str, monkeypatch: pytest.MonkeyPatch
):
    from dataclasses import replace

    from flask import current_app

    settings = replace(current_app.config["SETTINGS"], followup_from=counted_from)
    monkeypatch.setitem(current_app.config, "SETTINGS", settings)
    reminders.remind()
    row = queries.latest_follow_up(cast.awa)
    if counted_from == "exit":
        assert row is None
    else:
        assert row is not None
        assert cast.episode.started_on is not None
        assert row.due_on == months_later(cast.episode.started_on, 6)
    assert follow_ups.MONTHS == 6


PATHS = (
    "accompagnement", "entretiens", "entretiens/prevoir", "entretiens/noter", "besoins", "notes",
    "contacts", "reprise", "sortie", "bilan", "suivi", "prochaine-etape",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_someone_else_s_file_does_not_exist(cast: Cast, as_: As, path: str):
    as_(cast.luc).open(f"{cast.file}/{path}", 404)
    for role in (Role.OPERATOR, Role.PILOT, Role.AMBASSADOR, Role.VOLUNTEER):
        as_(people.an_account(role, f"Un {role}")).open(f"{cast.file}/{path}", 403)


def test_a_meeting_of_someone_else_does_not_exist(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    as_(people.a_volunteer("Zoé")).open(f"/moi/rendez-vous/{planned.token}", 404)
    zoe = people.a_volunteer("Zoé", followed_by=cast.lea)
    path = f"/referent/personnes/{zoe.token}/entretiens/{planned.token}"
    as_(cast.lea).open(path, 404)


def test_who_waits_in_a_queue_has_no_papers_there(cast: Cast, as_: As):
    queued = people.a_volunteer("Max")
    as_(cast.lea).open(f"/referent/personnes/{queued.token}/notes", 404)
