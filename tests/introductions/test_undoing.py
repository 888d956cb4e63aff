"""For ten minutes, a référent may take back what they decided."""

from datetime import timedelta

import time_machine
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.letters.models import Letter
from app.threads.models import Message
from tests import meetings
from tests.meetings import subjects, the_introduction

UNDO = "Annuler ce que je viens de faire"


def approved(as_, cast, word=""):
    made = meetings.asked(cast)
    browser = as_(cast.lea)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.press("Valider et prévenir", word=word)
    return browser


def test_the_letters_of_an_approval_wait_ten_minutes(as_, cast):
    approved(as_, cast)
    db.session.rollback()
    letters = db.session.scalars(
        select(Letter).where(Letter.kind.in_(("introductions/sent", "introductions/approved")))
    ).all()
    assert len(letters) == 2
    for letter in letters:
        wait = letter.not_before - letter.written_at
        assert timedelta(minutes=9) < wait <= timedelta(minutes=11)


def test_an_approval_taken_back_leaves_nothing_behind(as_, cast):
    browser = approved(as_, cast, word="Awa est motivée.")
    page = browser.press(UNDO)
    assert "Rien n’est parti" in page
    assert the_introduction().state == "asked"
    assert subjects(cast.jean) == []
    assert subjects(cast.awa) == ["Nous avons votre demande"]
    assert db.session.scalars(select(Message)).all() == []
    as_(cast.jean).open(page.path, status=404)


def test_a_refusal_may_be_taken_back_too(as_, cast):
    made = meetings.asked(cast)
    browser = as_(cast.lea)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.press("Ne pas donner suite", reason="not_now", sentence="Plus tard.")
    browser.press(UNDO)
    assert the_introduction().state == "asked"
    assert the_introduction().sentence == ""
    assert "Votre demande de mission" not in subjects(cast.awa)


def test_once_a_letter_has_left_it_is_too_late(as_, cast):
    browser = approved(as_, cast)
    db.session.execute(
        update(Letter).where(Letter.kind == "introductions/sent").values(sent_at=clock.now())
    )
    db.session.commit()
    page = browser.press(UNDO, status=409)
    assert "trop tard" in page
    assert the_introduction().state == "sent"
    assert UNDO not in as_(cast.lea).open(f"/mises-en-relation/{the_introduction().token}")


def test_after_ten_minutes_the_button_is_gone(as_, cast):
    approved(as_, cast)
    token = the_introduction().token
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert UNDO not in as_(cast.lea).open(f"/mises-en-relation/{token}")


def test_only_who_mediates_may_take_it_back(as_, cast):
    approved(as_, cast)
    token = the_introduction().token
    browser = as_(cast.awa)
    page = browser.open(f"/mises-en-relation/{token}")
    csrf = page.soup.select_one("input[name=csrf_token]")["value"]
    browser.post(f"/mises-en-relation/{token}/annuler", {"csrf_token": csrf}, status=403)


def test_a_request_stopped_before_its_letter_left_is_never_told(as_, cast):
    approved(as_, cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{the_introduction().token}")
    page = browser.press("J’arrête ma demande")
    assert subjects(cast.jean) == []
    assert "Votre demande est partie" not in subjects(cast.awa)
    assert "La personne a arrêté" in as_(cast.jean).open(page.path)


def test_an_answer_overtakes_the_letter_that_still_waits(as_, cast):
    approved(as_, cast)
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{the_introduction().token}")
    browser.press("Oui, nous voulons la rencontrer")
    assert subjects(cast.awa)[-1].startswith("Bonne nouvelle")
    assert "Votre demande est partie" not in subjects(cast.awa)
    assert UNDO not in as_(cast.lea).open(browser.page.path)
