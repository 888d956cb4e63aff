"""The first meeting: proposed, changed, confirmed, cancelled, held."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.letters.models import Letter
from tests import meetings
from tests.meetings import subjects, the_introduction


def calendars(account):
    """Read the calendar files sent to someone, oldest first."""
    db.session.rollback()
    found = select(Letter).where(Letter.to_id == account.id, Letter.attachment.is_not(None))
    letters = db.session.scalars(found.order_by(Letter.id)).all()
    return [Calendar.from_ical(letter.attachment) for letter in letters]


def only_event(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def test_each_side_receives_a_neutral_calendar_entry(cast):
    meetings.planned(cast)
    for reader in (cast.awa, cast.jean, cast.lea):
        (calendar,) = calendars(reader)
        event = only_event(calendar)
        assert event["summary"] == "Rendez-vous"
        assert event["location"] == "3 rue des Lilas"
        assert event["description"] == "Demandez Mme Rossi."
        assert event["dtstart"].params["TZID"] == "Europe/Paris"
        assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Paris"
        assert event["sequence"] == 0


def test_a_change_keeps_its_identity_and_raises_its_number(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{made.token}")
    day = clock.today() + timedelta(days=6)
    page = browser.press(
        "Changer le rendez-vous", day=f"{day:%d/%m/%Y}", hour="9h", place="5 rue des Lilas"
    )
    assert "à 9 h" in page
    first, second = (only_event(c) for c in calendars(cast.awa))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert subjects(cast.awa)[-1] == "Le rendez-vous a changé"


def test_a_meeting_called_off_leaves_the_calendars_and_the_place_is_kept(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Annuler le rendez-vous")
    assert "L’association veut vous rencontrer" in page
    for reader in (cast.awa, cast.jean):
        last = calendars(reader)[-1]
        assert last["method"] == "CANCEL"
        assert only_event(last)["status"] == "CANCELLED"
        assert only_event(last)["sequence"] == 1
    assert meetings.places_left(cast.garden) == 1


def test_stopping_takes_the_meeting_off_the_others_calendars(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.press("J’arrête ma demande")
    assert calendars(cast.jean)[-1]["method"] == "CANCEL"
    assert calendars(cast.lea)[-1]["method"] == "CANCEL"


def test_the_person_asks_for_another_time(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Demander un autre moment", wish="")
    assert "Écrivez un jour ou une heure" in page.errors()[0]
    browser.press("Demander un autre moment", wish="Plutôt jeudi matin.")
    page = as_(cast.jean).open(page.path)
    assert "Awa demande un autre moment" in page
    assert "Plutôt jeudi matin." in page
    assert "Un autre moment est demandé" in subjects(cast.jean)


def test_the_referent_comes_along_and_the_association_reads_the_service(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.lea)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("J’accompagne au premier rendez-vous")
    assert "Je n’accompagne plus" in page
    assert "Léa Martin" in as_(cast.awa).open(page.path).soup.select_one(".box.tint").get_text()
    theirs = as_(cast.jean).open(page.path)
    assert "Service bénévolat" in theirs.soup.select_one(".box.tint").get_text()
    assert "Léa" not in theirs


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"day": "", "hour": "9h", "place": "ici"}, "Choisissez un jour."),
        ({"day": "32/13/2026", "hour": "9h", "place": "ici"}, "Écrivez une date"),
        ({"day": "01/01/2020", "hour": "9h", "place": "ici"}, "Ce jour est passé"),
        ({"day": "01/01/2099", "hour": "9h", "place": "ici"}, "plus d’un an"),
        ({"day": "{soon}", "hour": "demain", "place": "ici"}, "Écrivez l’heure ainsi"),
        ({"day": "{soon}", "hour": "25:00", "place": "ici"}, "Écrivez l’heure ainsi"),
        ({"day": "{soon}", "hour": "9h", "place": " "}, "Écrivez où l’on se retrouve."),
        ({"day": "{soon}", "hour": "9h", "place": "x" * 201}, "trop long"),
    ],
)
def test_a_meeting_badly_filled_says_what_to_write(as_, cast, answers, error):
    made = meetings.accepted(cast)
    soon = (clock.today() + timedelta(days=2)).isoformat()
    answers = {name: value.replace("{soon}", soon) for name, value in answers.items()}
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Proposer ce rendez-vous", note="Prenez des bottes.", **answers)
    assert error in " ".join(page.errors())
    assert "Prenez des bottes." in page.html
    assert the_introduction().state == "accepted"


def test_a_meeting_across_the_change_of_hour_keeps_its_hour(cast):
    with time_machine.travel("2027-03-20T10:00:00+00:00", tick=False):
        made = meetings.accepted(cast)
        from app.introductions.meetings import Meeting, plan

        at = clock.from_paris(clock.today().replace(day=29), 9)
        plan(made, Meeting(at, "ici"), by=cast.jean)
        db.session.commit()
        event = only_event(calendars(cast.awa)[0])
    assert event["dtstart"].dt.hour == 9
    assert event["dtstart"].dt.utcoffset() == timedelta(hours=2)


def test_people_may_meet_sooner_than_planned(as_, cast):
    made = meetings.planned(cast)
    browser = as_(cast.jean)
    page = browser.open(f"/mises-en-relation/{made.token}")
    assert "Comment cela s’est-il passé" not in page
    page = browser.press("Nous nous sommes déjà rencontrés")
    assert "Vous vous êtes rencontrés" in page
    assert made.meeting_at <= clock.now()


def test_after_the_meeting_each_side_may_stop_in_one_click(as_, cast):
    made = meetings.met(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Je ne continue pas")
    assert "Il n’y a pas besoin de raison" in page
    assert meetings.places_left(cast.garden) == 2
    assert subjects(cast.jean)[-1] == "La rencontre s’arrête là"
