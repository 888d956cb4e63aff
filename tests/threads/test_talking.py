"""The three sides write through the site; what is hard goes to who mediates alone."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions import queries
from app.letters.models import Letter
from app.threads.models import Difficulty
from tests import meetings, people
from tests.introductions.test_asking import with_awa
from tests.meetings import subjects

TOLD = "Un message pour vous"


def wrote(as_, account, path, body, **answers):
    """Have someone write, and give their browser back."""
    browser = as_(account)
    browser.open(path)
    browser.press("Envoyer le message", body=body, **answers)
    return browser


def test_a_message_reaches_the_two_others_without_an_address(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    wrote(as_, cast.awa, path, "Je peux venir à vélo ?")
    assert subjects(cast.jean)[-1] == TOLD
    assert subjects(cast.lea)[-1] == TOLD
    letter = db.session.scalars(
        select(Letter).where(Letter.to_id == cast.jean.id).order_by(Letter.id.desc())
    ).first()
    assert "Awa vous a écrit." in letter.body
    assert "vélo" not in letter.body, "what was written is read on the site"
    assert cast.awa.email not in letter.body
    assert "Je peux venir à vélo ?" in as_(cast.jean).open(path)


def test_the_association_knows_the_service_only(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    wrote(as_, cast.lea, path, "Bonjour à tous.")
    letter = db.session.scalars(
        select(Letter).where(Letter.to_id == cast.jean.id).order_by(Letter.id.desc())
    ).first()
    assert "Service bénévolat vous a écrit." in letter.body
    page = as_(cast.jean).open(path)
    assert "Bonjour à tous." in page
    assert "Léa" not in page
    assert "Léa Martin" in as_(cast.awa).open(path)


def test_before_it_is_sent_the_association_reads_nothing_even_later(as_, cast):
    made = meetings.asked(cast)
    path = f"/mises-en-relation/{made.token}"
    wrote(as_, cast.lea, path, "Le mardi vous va avec la garde de Moussa ?")
    wrote(as_, cast.awa, path, "Oui, il est à l’école.")
    assert subjects(cast.jean) == []
    assert "Moussa" in as_(cast.awa).open(path)
    from app.introductions import actions

    actions.approve(made, "", by=cast.lea)
    db.session.commit()
    page = as_(cast.jean).open(path)
    assert "Moussa" not in page
    assert "école" not in page


def test_one_may_leave_the_association_out(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    before = len(subjects(cast.jean))
    wrote(as_, cast.awa, path, "Entre nous, j’ai un peu peur.", audience="aside")
    assert len(subjects(cast.jean)) == before
    assert "un peu peur" not in as_(cast.jean).open(path)
    assert "l’association ne lit pas ce message" in as_(cast.lea).open(path)


def test_an_association_cannot_leave_anyone_out(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    wrote(as_, cast.jean, path, "À bientôt.", audience="aside")
    assert "À bientôt." in as_(cast.awa).open(path)
    assert "À bientôt." in as_(cast.jean).open(path)


def test_several_messages_within_the_hour_tell_once(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    browser = wrote(as_, cast.awa, path, "Un.")
    browser.press("Envoyer le message", body="Deux.")
    assert subjects(cast.jean).count(TOLD) == 1
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        wrote(as_, cast.awa, path, "Trois.")
    assert subjects(cast.jean).count(TOLD) == 2


def test_what_a_referent_writes_with_the_person_is_marked(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    browser = as_(cast.lea)
    with_awa(browser, cast)
    browser.open(path)
    page = browser.press("Envoyer le message", body="Je suis d’accord.")
    assert "Vous ·" in page
    assert "Awa (écrit avec Léa Martin)" in as_(people_other_referent(cast)).open(path)
    theirs = as_(cast.jean).open(path)
    assert "Je suis d’accord." in theirs
    assert "Léa" not in theirs


def people_other_referent(cast):
    """Bring a colleague who covers for Léa today."""
    from app.caseloads.models import Cover

    luc = people.a_referent("Luc")
    today = clock.today()
    db.session.add(Cover(absent_id=cast.lea.id, colleague_id=luc.id, since=today, until=today))
    db.session.commit()
    return luc


def test_the_thread_goes_on_in_the_mission(as_, cast):
    made = meetings.accepted(cast)
    wrote(as_, cast.jean, f"/mises-en-relation/{made.token}", "Venez mardi.")
    from app.introductions import meetings as acts
    from app.introductions.meetings import Meeting
    from app.placements.actions import Beginning, begin

    acts.plan(made, Meeting(clock.now() + timedelta(days=1), "ici"), by=cast.jean)
    made.meeting_at = clock.now() - timedelta(hours=1)
    acts.meet(made, by=cast.jean)
    placement = begin(made, Beginning(clock.today(), trial=True), by=cast.jean)
    db.session.commit()
    path = f"/engagements/{placement.token}"
    page = wrote(as_, cast.awa, path, "Merci !").page
    assert "Venez mardi." in page
    assert "Merci !" in as_(cast.jean).open(path)


def test_an_empty_message_is_refused(as_, cast):
    made = meetings.accepted(cast)
    page = wrote(as_, cast.awa, f"/mises-en-relation/{made.token}", "   ").page
    assert "Écrivez votre message." in page.errors()[0]


def test_a_difficulty_becomes_a_mediation_that_only_two_read(as_, cast):
    placement = meetings.at_work(cast, days_ago=5)
    path = f"/engagements/{placement.token}"
    browser = as_(cast.awa)
    browser.open(path)
    page = browser.press(
        "Dire ce qui est difficile", theme="relations", story="On ne me dit pas bonjour."
    )
    assert "Merci de l’avoir dit" in page
    assert "On ne me dit pas bonjour." in page
    assert "bonjour" not in as_(cast.jean).open(path)
    assert subjects(cast.lea)[-1] == "Une difficulté à regarder"
    ((difficulty, introduction),) = queries.open_difficulties(cast.lea)
    assert introduction.volunteer_id == cast.awa.id
    assert difficulty.theme == "relations"

    mediation = as_(cast.lea)
    page = mediation.open(path)
    assert "L’accueil, les relations" in page
    page = mediation.press("Fermer la difficulté", outcome="solved")
    assert "Écrivez une phrase" in page.errors()[0]
    mediation.press("Fermer la difficulté", outcome="solved", answer="Jean s’est excusé.")
    assert subjects(cast.awa)[-1] == "Une réponse à ce que vous avez dit"
    assert "Jean s’est excusé." in as_(cast.awa).open(path)
    assert queries.open_difficulties(cast.lea) == []


def test_what_an_association_finds_hard_is_not_read_by_the_person(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    browser = as_(cast.jean)
    browser.open(path)
    browser.press("Dire ce qui est difficile", theme="no_news", story="Elle ne répond plus.")
    assert "Elle ne répond plus." not in as_(cast.awa).open(path)
    assert "Elle ne répond plus." in as_(cast.lea).open(path)
    assert "Une difficulté à regarder" in subjects(cast.lea)


def test_a_mediation_is_closed_once(as_, cast):
    made = meetings.accepted(cast)
    path = f"/mises-en-relation/{made.token}"
    browser = as_(cast.jean)
    browser.open(path)
    browser.press("Dire ce qui est difficile", theme="no_news", story="Elle ne répond plus.")
    readers = [as_(cast.lea), as_(cast.lea)]
    for reader in readers:
        reader.open(path)
    readers[0].press("Fermer la difficulté", outcome="talked", answer="Elle répond.")
    page = readers[1].press(
        "Fermer la difficulté", status=409, outcome="solved", answer="Tout va bien."
    )
    assert "Tout va bien." in page.html
    db.session.rollback()
    assert db.session.scalars(select(Difficulty)).one().outcome == "talked"
