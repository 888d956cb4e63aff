"""Answering from the link of a letter, without an account open."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions.models import Introduction
from app.letters import delivery
from app.letters.answer_links import AnswerLink
from app.letters.models import Letter
from app.missions import actions as missions
from app.placements import reminders
from app.placements.models import CheckIn
from tests import meetings
from tests.meetings import Cast, the_introduction

LINK = re.compile(r"http://ricochet\.test(/s/\w+)")


@pytest.fixture
def cast(app):
    return Cast()


def link_to(account, kind=None):
    """Read the link in the last letter to someone, as their mailbox has it."""
    db.session.commit()
    found = select(Letter).where(Letter.to_id == account.id).order_by(Letter.id.desc())
    letters = [one for one in db.session.scalars(found) if kind in (None, one.kind)]
    return next(m[1] for one in letters if (m := LINK.search(one.body)))


def test_the_association_says_yes_from_its_e_mail_in_two_screens(cast, visitor):
    meetings.sent(cast, "availability", "phone", words="Je connais bien les tomates.")
    page = visitor.open(link_to(cast.jean))
    assert page.h1 == "Awa aimerait vous rencontrer"
    assert "mardi matin" in page
    assert the_introduction().state == "sent"
    visitor.press("Oui, nous voulons la rencontrer")
    assert visitor.page.h1 == "C’est fait"
    assert the_introduction().state == "accepted"
    assert meetings.places_left(cast.garden) == 1


def test_the_page_shows_no_more_than_the_answer_needs(cast, visitor):
    cast.awa.last_name, cast.awa.phone = "Diallo", "+33612345678"
    meetings.sent(cast, "availability", "phone", words="Je connais bien les tomates.")
    page = visitor.open(link_to(cast.jean))
    for secret in ("Diallo", "tomates", "12 34", cast.awa.email, the_introduction().token):
        assert secret not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert visitor.open("/mon-bureau").path.startswith("/connexion")


def test_the_association_says_no_with_a_reason_of_the_list(cast, visitor):
    meetings.sent(cast)
    visitor.open(link_to(cast.jean))
    visitor.press("Pas cette fois", option="dates")
    assert (the_introduction().state, the_introduction().reason) == ("declined", "dates")


def test_awa_answers_a_proposal_from_her_text_message(cast, visitor):
    cast.awa.phone, cast.awa.preferred_channel = "+33612345678", "sms"
    meetings.suggested(cast)
    page = visitor.open(link_to(cast.awa))
    assert "Si vous dites oui, l’association lit" in page
    visitor.press("Oui, je veux bien")
    found = the_introduction()
    assert (found.state, found.released) == ("sent", ["availability"])


def test_awa_says_no_as_easily(cast, visitor):
    meetings.suggested(cast)
    visitor.open(link_to(cast.awa))
    visitor.press("Non merci")
    assert the_introduction().state == "declined_by_person"


def test_awa_says_that_she_comes_or_prefers_another_moment(cast, app, visitor):
    meetings.planned(cast)
    visitor.open(link_to(cast.awa))
    visitor.press("Je viens")
    assert the_introduction().meeting_confirmed_at is not None
    assert visitor.open(link_to(cast.awa)).h1 == "C’est fait"


def test_another_moment_is_a_choice_among_a_few(cast, visitor):
    meetings.planned(cast)
    visitor.open(link_to(cast.awa))
    visitor.press("Je préfère un autre moment", option="La semaine suivante.")
    assert the_introduction().meeting_wish == "La semaine suivante."


def test_either_side_says_whether_the_meeting_took_place(cast, visitor):
    made = meetings.planned(cast)
    made.meeting_at = clock.now() - timedelta(hours=3)
    db.session.commit()
    from app.introductions import reminders as clockwork

    clockwork.remind()
    visitor.open(link_to(cast.jean, "introductions/how_was_it"))
    visitor.press("Oui, la rencontre a eu lieu")
    assert the_introduction().state == "met"
    page = visitor.open(link_to(cast.awa, "introductions/how_was_it"))
    assert page.h1 == "On continue ?"


def test_the_mission_is_still_wanted(cast, visitor):
    cast.garden.confirmed_on = clock.today() - timedelta(days=40)
    db.session.commit()
    missions.ask_if_current()
    visitor.open(link_to(cast.jean))
    visitor.press("Oui, toujours")
    db.session.refresh(cast.garden)
    assert (cast.garden.confirmed_on, cast.garden.asked_on) == (clock.today(), None)


def test_how_it_goes_takes_one_tap(cast, visitor):
    meetings.at_work(cast, days_ago=8)
    reminders.remind()
    visitor.open(link_to(cast.awa, "placements/check_in"))
    visitor.press("Moyen")
    assert db.session.scalar(select(CheckIn.volunteer_mood)) == "so_so"


def test_a_link_answers_once_and_not_after_its_days(cast, visitor):
    meetings.sent(cast)
    path = link_to(cast.jean)
    visitor.open(path)
    token = visitor.page.soup.select_one("input[name=csrf_token]")["value"]
    visitor.press("Oui, nous voulons la rencontrer")
    visitor.post(f"{path}/non", {"csrf_token": token})
    assert the_introduction().state == "accepted"
    db.session.execute(db.update(AnswerLink).values(expires_at=clock.now()))
    db.session.commit()
    assert visitor.open(path, status=404).h1 == "Ce lien ne marche plus"


def test_a_preview_that_opens_links_answers_nothing(cast, visitor):
    meetings.sent(cast)
    path = link_to(cast.jean)
    for act in ("", "/oui", "/non", "/pas-moi"):
        visitor.open(f"{path}{act}")
    assert the_introduction().state == "sent"


def test_whoever_received_it_by_mistake_closes_it(cast, visitor):
    meetings.sent(cast)
    path = link_to(cast.jean)
    visitor.open(path)
    visitor.press("Fermer ce lien")
    visitor.open(path, status=404)
    assert the_introduction().state == "sent"


def test_a_member_who_left_no_longer_answers(cast, visitor):
    meetings.sent(cast)
    path = link_to(cast.jean)
    from app.associations.models import Membership

    db.session.execute(db.delete(Membership))
    db.session.commit()
    assert visitor.open(path).h1 == "Il n’y a rien à répondre"


def test_changing_the_password_ends_the_links_of_before(cast, as_, visitor):
    meetings.sent(cast)
    path = link_to(cast.jean)
    from app.accounts import sessions

    sessions.sign_out_everywhere(cast.jean)
    db.session.commit()
    visitor.open(path, status=404)


def test_who_is_signed_in_reads_the_whole_page(cast, as_):
    made = meetings.sent(cast)
    page = as_(cast.jean).open(link_to(cast.jean))
    assert page.path == f"/mises-en-relation/{made.token}"


def test_an_unknown_link_opens_nothing(visitor):
    visitor.open("/s/abcdefghjkmn", status=404)


def test_what_is_kept_of_a_letter_that_left_opens_nothing(cast, app, monkeypatch):
    meetings.sent(cast)
    letter = db.session.scalars(select(Letter).where(Letter.kind == "introductions/sent")).one()
    assert LINK.search(delivery.kept(letter))
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))
    assert not LINK.search(delivery.kept(letter))
    secret = LINK.search(letter.body)[1].rpartition("/")[2]
    assert secret not in db.session.scalar(select(AnswerLink.secret_hash).limit(1))


def test_the_answer_is_hers_in_the_journal(cast, visitor):
    meetings.suggested(cast)
    visitor.open(link_to(cast.awa))
    visitor.press("Non merci")
    from app.journal import Event

    found = db.session.execute(select(Event.verb, Event.actor_id)).all()
    assert ("answer_by_link", cast.awa.id) in [tuple(row) for row in found]
    assert db.session.scalar(select(db.func.count(Introduction.id))) == 1


def test_a_letter_handed_over_on_paper_holds_no_link_that_answers(cast):
    cast.awa.email, cast.awa.preferred_channel = None, "paper"
    meetings.suggested(cast)
    letter = db.session.scalars(select(Letter).where(Letter.to_id == cast.awa.id)).one()
    assert letter.channel == "paper"
    assert not LINK.search(letter.body)
    assert "/mises-en-relation/" in letter.body
