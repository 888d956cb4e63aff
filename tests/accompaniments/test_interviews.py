"""Léa plans interviews, notes them in under a minute, and takes back what she noted wrongly."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.accompaniments import actions, reminders
from app.accompaniments.models import Episode, Interview
from app.accounts.models import Account
from app.extensions import db
from app.letters.models import Letter
from tests import accompanying
from tests.accompaniments.conftest import Cast
from tests.browser import Visitor
from tests.meetings import subjects

As = Callable[[Account], Visitor]
AFTER_UNDO = timedelta(minutes=11)


def interviews() -> list[Interview]:
    db.session.rollback()
    return list(db.session.scalars(select(Interview).order_by(Interview.id)))


def episode_of(cast: Cast) -> Episode:
    db.session.rollback()
    return db.session.get_one(Episode, cast.episode.id)


def say(cast: Cast, words: str, on: date | None = None) -> None:
    actions.say_next_step(episode_of(cast), words, on, cast.lea)
    db.session.commit()


def in_days(count: int) -> str:
    return accompanying.days_ago(-count).isoformat()


def test_lea_plans_an_interview_and_awa_receives_it_with_its_calendar(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/prevoir")
    lea.press("Prévoir", day=in_days(3), hour="14 h 30", place="Mairie, bureau 3")
    assert "Prévu" in lea.page
    letter = db.session.scalars(select(Letter).where(Letter.to_id == cast.awa.id)).one()
    assert letter.subject == "Votre rendez-vous avec Léa Martin"
    assert letter.not_before > clock.now() + timedelta(minutes=9)
    assert letter.attachment_name == "rendez-vous.ics"
    assert "SUMMARY:Rendez-vous" in (letter.attachment or "")
    assert "RSA" not in letter.body
    assert "accompagnement" not in (letter.attachment or "")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"day": in_days(-1)}, "Ce jour est passé. Choisissez un jour à venir."),
        ({"day": "12/13/2026"}, "Écrivez une date. Par exemple : 24/11/2026."),
        ({"day": in_days(500)}, "Ce jour est à plus d’un an d’ici. Vérifiez l’année."),
        ({"day": in_days(2), "place": ""}, "Écrivez où vous vous retrouvez."),
        ({"day": in_days(2), "hour": "midi"}, "Écrivez l’heure ainsi : 14 h 30."),
    ],
)
def test_a_wrong_plan_is_told_beside_its_field(cast: Cast, as_: As, answers: dict, said: str):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/prevoir")
    lea.press("Prévoir", **{"place": "Mairie", **answers})
    assert lea.page.errors() == [said]
    assert interviews() == []


def test_two_meetings_on_one_day_are_refused(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/prevoir")
    lea.press("Prévoir", day=planned.on.isoformat(), place="Mairie")
    assert lea.page.errors() == ["Il y a déjà un rendez-vous ou un entretien ce jour-là."]


def test_an_interview_is_noted_in_one_form(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea, in_days=0, hour=0)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/{planned.token}")
    lea.press(
        "Garder",
        outcome="held",
        mode="phone",
        notes="Envie de jardiner.",
        next_step="Visiter le jardin",
        next_step_on=in_days(10),
        next_day=in_days(28),
        next_hour="10h",
    )
    noted, following = interviews()
    assert (noted.state, noted.mode, noted.notes) == ("held", "phone", "Envie de jardiner.")
    assert (following.state, following.mode, following.place) == (
        "planned", "phone", "Mairie, bureau 3",
    )  # fmt: skip
    assert "Visiter le jardin" in lea.open(f"{cast.file}/accompagnement")


def test_an_interview_that_nobody_planned_is_noted_too(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", on=in_days(-2), outcome="held", mode="at_home")
    assert [(i.on, i.state) for i in interviews()] == [(accompanying.days_ago(2), "held")]
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", on=in_days(-2), notes="Encore")
    assert lea.page.errors() == ["Un entretien est déjà noté pour ce jour."]
    assert "Encore" in lea.page.html
    lea.press("Garder", on=in_days(1))
    assert lea.page.errors() == ["Ce jour n’est pas encore arrivé."]


def test_noting_on_the_day_of_a_planned_one_notes_that_one(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea, in_days=0)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", outcome="no_show")
    assert [(i.id, i.state) for i in interviews()] == [(planned.id, "no_show")]


def test_who_did_not_come_gets_a_kind_word_and_who_gave_notice_none(cast: Cast, as_: As):
    lea = as_(cast.lea)
    for outcome in ("no_show", "excused"):
        lea.open(f"{cast.file}/entretiens/noter")
        lea.press("Garder", outcome=outcome)
    assert [i.state for i in interviews()] == ["no_show", "excused"]
    assert subjects(cast.awa) == ["Trouvons une autre date"]


def test_the_next_step_comes_back_with_what_is_taken_back(cast: Cast, as_: As):
    say(cast, "Appeler la mairie", accompanying.days_ago(-5))
    lea = as_(cast.lea)
    for meanwhile in (None, "Passer au vestiaire"):
        lea.open(f"{cast.file}/entretiens/noter")
        lea.press("Garder", outcome="held", next_step="Visiter le jardin", next_step_on="")
        assert episode_of(cast).next_step == "Visiter le jardin"
        if meanwhile:
            say(cast, meanwhile)
        lea.open(f"{cast.file}/entretiens")
        lea.press("Annuler")
        assert episode_of(cast).next_step == (meanwhile or "Appeler la mairie")
        due = None if meanwhile else accompanying.days_ago(-5)
        assert episode_of(cast).next_step_on == due


def test_a_next_step_that_cannot_come_back_is_forgotten(cast: Cast, as_: As):
    say(cast, "Appeler la mairie")
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", outcome="held", next_step="Visiter le jardin")
    reminders.remind()
    assert interviews()[0].replaced["was"] == "Appeler la mairie"
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        reminders.remind()
        assert interviews()[0].replaced is None


def test_what_was_noted_is_taken_back_within_ten_minutes(cast: Cast, as_: As):
    accompanying.a_planned(cast.awa, cast.lea, in_days=0, hour=0)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", outcome="no_show")
    lea.press("Annuler")
    assert [i.state for i in interviews()] == ["planned"]
    assert "Trouvons une autre date" not in subjects(cast.awa)


def test_an_interview_never_planned_is_gone_when_taken_back(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", outcome="no_show")
    lea.press("Annuler")
    assert interviews() == []


def test_after_ten_minutes_it_stays(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder")
    with time_machine.travel(clock.now() + AFTER_UNDO, tick=False):
        assert "Annuler" not in lea.open(f"{cast.file}/entretiens")
        noted = interviews()[0]
        lea.post(f"{cast.file}/entretiens/{noted.token}/revenir", with_token(lea), status=409)


def with_token(visitor: Visitor) -> dict[str, str]:
    visitor.open("/referent")
    field = visitor.page.soup.select_one("input[name=csrf_token]")
    return {"csrf_token": field["value"]} if field else {}


def test_a_date_changed_at_once_is_told_once(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/{planned.token}/deplacer")
    lea.press("Changer", day=in_days(5))
    assert subjects(cast.awa) == ["Votre rendez-vous avec Léa Martin"]


def test_a_date_changed_later_is_told_as_a_change(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea, in_days=6)
    with time_machine.travel(clock.now() + AFTER_UNDO):
        lea = as_(cast.lea)
        lea.open(f"{cast.file}/entretiens/{planned.token}/deplacer")
        lea.press("Changer", day=in_days(5))
    assert subjects(cast.awa)[-1] == "Votre rendez-vous avec Léa Martin change"
    assert interviews()[0].sequence == 1


def test_a_cancelled_date_that_awa_never_heard_of_is_not_told(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/{planned.token}")
    lea.press("Annuler le rendez-vous")
    assert subjects(cast.awa) == []


def test_awa_says_in_one_click_that_she_cannot_come(cast: Cast, as_: As):
    accompanying.a_planned(cast.awa, cast.lea)
    awa = as_(cast.awa)
    awa.open("/moi").soup.select_one("h1")
    awa.click("Voir ce rendez-vous")
    awa.press("Je ne peux pas venir")
    assert "On vous propose une autre date" in awa.page
    assert [i.state for i in interviews()] == ["excused"]
    assert [s for s in subjects(cast.lea) if "ne peut pas venir" in s]


def test_a_meeting_that_is_past_is_no_longer_declined(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea, in_days=1)
    path = f"/moi/rendez-vous/{planned.token}"
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        awa = as_(cast.awa)
        assert "Je ne peux pas venir" not in awa.open(path)
        token = awa.page.soup.select_one("input[name=csrf_token]")
        awa.post(path, {"csrf_token": token["value"]}, status=409)


def test_awa_takes_her_meeting_into_her_calendar(cast: Cast, as_: As):
    planned = accompanying.a_planned(cast.awa, cast.lea)
    awa = as_(cast.awa)
    page = awa.open(f"/moi/rendez-vous/{planned.token}/rendez-vous.ics")
    assert page.headers["Content-Type"].startswith("text/calendar")
    assert f"UID:{planned.token}@ricochet.test" in page.html


def test_a_reminder_leaves_on_the_eve_once(cast: Cast):
    accompanying.a_planned(cast.awa, cast.lea, in_days=4)
    told = []
    for ahead in (2, 3, 3):
        with time_machine.travel(clock.now() + timedelta(days=ahead), tick=False):
            told.append(reminders.remind())
    assert told == [0, 1, 0]


def test_who_reads_on_paper_is_reminded_a_week_before(cast: Cast):
    cast.awa.email = cast.awa.email_confirmed_at = None
    accompanying.a_planned(cast.awa, cast.lea, in_days=12)
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert reminders.remind() == 1
    kinds = select(Letter.channel).where(Letter.to_id == cast.awa.id)
    assert set(db.session.scalars(kinds)) == {"paper"}


def test_notes_are_changed_by_their_author_on_their_day_only(cast: Cast, as_: As):
    noted = accompanying.a_held(cast.awa, cast.lea, notes="Une erreur")
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/{noted.token}/notes")
    lea.press("Garder", notes="Sans erreur")
    assert interviews()[0].notes == "Sans erreur"
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        lea.open(f"{cast.file}/entretiens/{noted.token}")
        assert "Changer mes notes" not in lea.page


def test_notes_too_long_are_told_and_kept_in_the_form(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    lea.press("Garder", notes="mot " * 600)
    assert any("trop long" in error for error in lea.page.errors())
    assert "mot mot mot" in lea.page.html
    assert interviews() == []


@pytest.mark.parametrize("is_planned", [True, False])
def test_the_next_meeting_is_not_on_the_day_of_the_one_held(
    cast: Cast, as_: As, *, is_planned: bool
):
    lea = as_(cast.lea)
    if is_planned:
        interview = accompanying.a_planned(cast.awa, cast.lea, in_days=0)
        lea.open(f"{cast.file}/entretiens/{interview.token}")
    else:
        lea.open(f"{cast.file}/entretiens/noter")
    today = clock.today().isoformat()
    lea.press("Garder", notes="Point fait.", mode="phone", next_day=today, next_hour="")
    assert lea.page.errors() == ["Il y a déjà un rendez-vous ou un entretien ce jour-là."]
    assert "Point fait." in lea.page


def test_taking_back_takes_back_the_next_meeting_agreed_with_it(cast: Cast, as_: As):
    lea = as_(cast.lea)
    lea.open(f"{cast.file}/entretiens/noter")
    ahead = (clock.today() + timedelta(days=21)).isoformat()
    lea.press("Garder", mode="phone", next_day=ahead, next_hour="")
    assert db.session.query(Interview).filter_by(state="planned").count() == 1
    lea.press("Annuler")
    assert db.session.query(Interview).count() == 0
    assert db.session.query(Letter).filter(Letter.recalled_at.is_(None)).count() == 0
