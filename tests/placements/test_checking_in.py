"""« Comment ça va ? », at day 7, day 30, then each month; the words of each side."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.placements import queries, schedule
from app.placements.models import CheckIn
from tests import meetings
from tests.meetings import subjects

ASKED = "Comment ça va dans votre mission ?"


@pytest.fixture
def run(app):
    """Run the command of the dates, twice, some days from now."""

    def after(days):
        db.session.rollback()
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            for _ in range(2):
                assert app.test_cli_runner().invoke(args=["reminders", "run"]).exit_code == 0
        db.session.rollback()

    return after


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        (date(2026, 11, 2), [date(2026, 11, 9), date(2026, 12, 2), date(2027, 1, 2)]),
        (date(2026, 12, 31), [date(2027, 1, 7), date(2027, 1, 30), date(2027, 2, 28)]),
    ],
)
def test_the_days_of_check_ins(started, expected):
    assert schedule.due_by(started, expected[-1]) == expected
    assert schedule.due_by(started, expected[-1] - timedelta(days=1)) == expected[:-1]


def test_each_check_in_is_asked_once_to_both_sides(cast, run):
    meetings.at_work(cast)
    run(6)
    assert ASKED not in subjects(cast.awa)
    run(7)
    run(8)
    assert subjects(cast.awa).count(ASKED) == 1
    assert subjects(cast.jean).count("Comment ça se passe ?") == 1
    run(30)
    assert subjects(cast.awa).count(ASKED) == 2
    run(100)
    assert subjects(cast.awa).count(ASKED) == 3, "those missed are not piled up"


def test_the_first_day_is_asked_the_day_after(cast, run):
    meetings.at_work(cast)
    run(0)
    assert "Le premier jour" not in subjects(cast.awa)
    run(1)
    run(2)
    assert subjects(cast.awa).count("Le premier jour") == 1


def asked_today(cast):
    """Have a check-in due today."""
    placement = meetings.at_work(cast, days_ago=7)
    db.session.add(CheckIn(placement=placement, due_on=clock.today(), asked_at=clock.now()))
    db.session.commit()
    return placement


def test_well_in_one_tap(as_, cast):
    placement = asked_today(cast)
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Répondre", mood="well", mood_words="On m’a offert des fraises.")
    assert "Merci de votre réponse" in page
    assert "Comment ça va ?" not in page
    assert "On m’a offert des fraises." in as_(cast.lea).open(page.path)
    assert "fraises" not in as_(cast.jean).open(page.path), "the association does not read it"


def test_what_the_association_says_is_read_by_the_person(as_, cast):
    placement = asked_today(cast)
    browser = as_(cast.jean)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Répondre", mood="so_so", mood_words="Deux retards.")
    assert "Deux retards." in as_(cast.awa).open(page.path)


def test_difficult_tells_the_referent_and_offers_to_talk(as_, cast):
    placement = asked_today(cast)
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Répondre", mood="hard")
    assert "nous revenons vers vous" in page
    assert "difficulte" in [form.get("action", "").split("/")[-1] for form in page.soup("form")]
    assert subjects(cast.lea)[-1] == "Une mission est difficile"
    assert [one.volunteer_mood for one in queries.check_ins_due(cast.lea)] == ["hard"]
    reader = as_(cast.lea)
    reader.open(page.path)
    reader.press("J’ai lu")
    db.session.rollback()
    assert queries.check_ins_due(cast.lea) == []


def test_no_answer_is_asked_for_in_the_form_of_a_tap(as_, cast):
    placement = asked_today(cast)
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Répondre", mood_words="Rien coché.")
    assert "Choisissez une réponse." in page.errors()[0]
    assert "Rien coché." in page.html


def test_the_lists_of_each_side(cast, queries):
    from app.placements.queries import check_ins_due, current

    asked_today(cast)
    for who in (cast.awa, cast.jean):
        assert who.id
        with queries() as seen:
            assert len(check_ins_due(who)) == 1
        assert len([s for s in seen if s.startswith("SELECT")]) == 1
    assert cast.lea.id
    with queries() as seen:
        assert check_ins_due(cast.lea) == []
        assert len(current(cast.lea)) == 1
    assert len([s for s in seen if s.startswith("SELECT")]) == 2


def test_a_check_in_of_another_day_does_not_exist(as_, cast):
    placement = asked_today(cast)
    browser = as_(cast.awa)
    page = browser.open(f"/engagements/{placement.token}")
    csrf = page.soup.select_one("input[name=csrf_token]")["value"]
    for day in ("2020-01-01", "hier", "9999999-01-01"):
        path = f"/engagements/{placement.token}/points/{day}"
        browser.post(path, {"csrf_token": csrf, "mood": "well"}, status=404)
    assert db.session.scalars(select(CheckIn)).one().volunteer_mood is None
