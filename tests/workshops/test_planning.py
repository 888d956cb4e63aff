"""A référent organises ateliers and collective actions, changes them, cancels them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import Role
from app.extensions import db
from app.workshops.models import Session, Workshop
from tests import people
from tests.gatherings import (
    a_session,
    a_workshop,
    an_operator,
    begin,
    enrolled,
    letters_to,
    places_of,
)
from tests.papers import ua


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


def in_days(number):
    return (clock.today() + timedelta(days=number)).isoformat()


ANSWERS = {
    "kind": "workshop",
    "title": "Écrire à une association",
    "day": "",
    "starts": "9 h 30",
    "ends": "11h",
    "place": "12 rue des Arts, Grenoble",
    "capacity": "8",
    "weeks": "4",
}


def test_the_same_day_for_four_weeks_in_one_form(as_, lea):
    visitor = as_(lea)
    visitor.open("/ateliers")
    visitor.click("Organiser un atelier")
    visitor.press("Mettre au calendrier", **{**ANSWERS, "day": in_days(3)})
    assert visitor.page.h1 == "Écrire à une association"
    sessions = db.session.scalars(select(Session).order_by(Session.starts_at)).all()
    assert [s.on for s in sessions] == [clock.today() + timedelta(days=3 + 7 * n) for n in range(4)]
    local = [clock.in_paris(s.starts_at) for s in sessions]
    assert {(one.hour, one.minute) for one in local} == {(9, 30)}
    month = sessions[0].on.strftime("%Y-%m")
    page = visitor.open("/ateliers", mois=month)
    assert "Écrire à une association" in page
    assert "0 sur 8" in page


def test_the_same_form_sent_twice_makes_one_workshop(as_, lea):
    visitor = as_(lea)
    visitor.open("/ateliers/nouveau")
    form = visitor.page
    visitor.press("Mettre au calendrier", **{**ANSWERS, "day": in_days(3)})
    visitor.page = form
    visitor.press("Mettre au calendrier", **{**ANSWERS, "day": in_days(3)})
    db.session.rollback()
    assert len(db.session.scalars(select(Workshop)).all()) == 1
    assert len(db.session.scalars(select(Session)).all()) == 4


def test_slips_of_the_pen_are_told_and_nothing_typed_is_lost(as_, lea):
    visitor = as_(lea)
    visitor.open("/ateliers/nouveau")
    page = visitor.press("Mettre au calendrier", **{**ANSWERS, "day": "31/02/2027", "ends": "8 h"})
    assert len(page.errors()) == 2
    assert "La fin vient après le début." in page.errors()
    assert page.soup.select_one("#place")["value"] == "12 rue des Arts, Grenoble"
    assert page.soup.select_one("#day")["value"] == "31/02/2027"


@pytest.mark.parametrize("words", ["Atelier RSA", "Pour les allocataires", "Lever les freins"])
def test_a_title_never_says_why_people_come(as_, lea, words):
    visitor = as_(lea)
    visitor.open("/ateliers/nouveau")
    page = visitor.press("Mettre au calendrier", **{**ANSWERS, "day": in_days(3), "title": words})
    assert "Les personnes et les associations lisent ce texte" in page.errors()[0]


def test_a_copy_comes_a_week_after_with_the_same_words(as_, lea):
    workshop = a_workshop(lea, speaker="Mme Rossi, ludothèque")
    visitor = as_(lea)
    visitor.open(f"/ateliers/{workshop.token}")
    visitor.click("Copier")
    visitor.press("Mettre au calendrier")
    visitor.page.text.index("Mme Rossi")
    found = db.session.scalars(select(Session).order_by(Session.starts_at)).all()
    assert found[1].starts_at - found[0].starts_at in {
        timedelta(days=7) + timedelta(hours=shift) for shift in (-1, 0, 1)
    }


def test_a_new_date_is_told_to_who_enrolled(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer()
    enrolled(session, awa, by=lea)
    visitor = as_(lea)
    visitor.open(f"/seances/{session.token}")
    visitor.click("Changer la date ou le lieu")
    visitor.press("Enregistrer", place="Place Victor-Hugo, Grenoble")
    last = letters_to(awa)[-1]
    assert last.subject.startswith("La date ou le lieu change")
    assert "Place Victor-Hugo" in last.body
    assert "SEQUENCE:1" in last.attachment


def test_a_cancelled_session_can_be_taken_back_before_anyone_is_told(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer()
    enrolled(session, awa, by=lea)
    visitor = as_(lea)
    visitor.open(f"/seances/{session.token}")
    visitor.press("Annuler la séance")
    assert "Cette séance est annulée" in visitor.page
    cancelled = letters_to(awa)[-1]
    assert cancelled.subject.startswith("C’est annulé")
    assert cancelled.not_before > clock.now() + timedelta(minutes=5)
    assert "Découvrir" not in as_(awa).open("/ateliers")
    visitor.press("La séance a lieu")
    assert len(letters_to(awa)) == 1
    assert places_of(session) == [("Awa", False)]
    assert "Découvrir" in as_(awa).open("/ateliers")


def test_stopping_a_workshop_cancels_what_is_to_come(as_, lea):
    workshop = a_workshop(lea)
    awa = people.a_volunteer()
    enrolled(workshop.sessions[0], awa, by=lea)
    visitor = as_(lea)
    visitor.open(f"/ateliers/{workshop.token}")
    visitor.press("Annuler toutes les séances à venir")
    assert letters_to(awa)[-1].subject.startswith("C’est annulé")
    visitor.open(f"/seances/{workshop.sessions[0].token}")
    assert "Inscrire mes personnes" not in visitor.page


def test_colleagues_of_the_operator_run_it_and_others_of_the_territory_only_enrol(as_, lea):
    mia = people.a_referent("Mia")
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    territory = people.a_territory("Ville", "38185")
    an_operator("Le Relais", lea, mia)
    noe = people.a_referent("Noé", holding=territory)
    session = a_session(lea, territory_id=territory.id)
    awa = people.a_volunteer(followed_by=lea, last_name="Diallo")
    sam = people.a_volunteer("Sam", followed_by=noe, last_name="Roche")
    enrolled(session, awa, by=lea)
    as_(luc).open(f"/seances/{session.token}", status=404)
    as_(luc).open(f"/ateliers/{session.workshop.token}", status=404)
    visitor = as_(noe)
    visitor.open(f"/seances/{session.token}")
    assert "Awa" not in visitor.page
    visitor.press("Inscrire", people=[sam.token])
    assert "Sam Roche" in visitor.page
    visitor.open(f"/seances/{session.token}/modifier", status=404)
    colleague = as_(mia).open(f"/seances/{session.token}")
    assert "Awa D" in colleague
    assert "Diallo" not in colleague
    assert "Sam R" in colleague


def test_a_partner_reads_dates_place_and_numbers_never_a_name(as_, lea):
    garden = people.an_association("Les Jardins partagés")
    other = people.an_association("Emmaüs", rna="W381000002")
    jean, lou = people.a_member(garden), people.a_member(other, "Lou")
    session = a_session(lea, kind="collective_action", title="Grand nettoyage de printemps")
    visitor = as_(lea)
    visitor.open(f"/ateliers/{session.workshop.token}")
    visitor.press("Chercher", nom="jardin")
    visitor.press("Ajouter")
    assert "Aucun nom" in visitor.page
    awa = people.a_volunteer(followed_by=lea, last_name="Diallo")
    enrolled(session, awa, by=lea)
    jeans = as_(jean)
    jeans.open("/association")
    page = jeans.click("Nos actions communes")
    assert "Grand nettoyage de printemps" in page
    assert "1 personne inscrite" in page
    assert "12 rue des Arts" in page
    assert "Awa" not in page.html
    assert awa.token not in page.html
    assert "Grand nettoyage" not in as_(lou).open("/association/actions-collectives")
    visitor.press("Retirer")
    assert "Grand nettoyage" not in jeans.open("/association/actions-collectives")


def test_the_month_filters_and_travels(as_, lea):
    a_session(lea, in_days=0)
    a_session(lea, in_days=0, kind="collective_action", title="Chantier du jardin")
    visitor = as_(lea)
    visitor.open("/ateliers")
    visitor.click("Actions collectives")
    assert "Chantier du jardin" in visitor.page
    assert "Découvrir les associations" not in visitor.page
    visitor.click("Mois d’après")
    assert "Rien ce mois-ci avec ces choix." in visitor.page
    for nonsense in ("2026-99", "x", "0000-00", "9999-12", "-1"):
        visitor.open("/ateliers", mois=nonsense, genre="x", territoire="x")


def test_the_calendar_file_and_the_sheet_to_sign(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer(followed_by=lea, last_name="Diallo")
    enrolled(session, awa, by=lea)
    visitor = as_(lea)
    visitor.open(f"/seances/{session.token}")
    page = visitor.click("Feuille à signer")
    assert "Awa Diallo" in page
    assert "Signature" in page
    link = page.links()["Prendre en PDF"]
    sheet = visitor.client.get(link)
    ua.check(sheet.data)
    assert sheet.headers["Content-Disposition"] == "attachment; filename=feuille-de-presence.pdf"
    file = visitor.open(f"/seances/{session.token}/agenda")
    assert "SUMMARY:Découvrir les associations" in file.html
    assert "RSA" not in file.html


@pytest.mark.parametrize("role", [Role.PILOT, Role.OPERATOR, Role.AMBASSADOR])
def test_nobody_else_opens_a_session(as_, lea, role):
    session = a_session(lea)
    visitor = as_(people.an_account(role, "Alex"))
    for path in (f"/seances/{session.token}", "/ateliers", f"/ateliers/{session.workshop.token}"):
        visitor.open(path, status=403)


def test_each_page_costs_few_statements_whatever_the_crowd(as_, lea, queries):
    session = a_session(lea, in_days=0, capacity=40)
    crowd = [people.a_volunteer(f"P{number}", followed_by=lea) for number in range(15)]
    begin(session, hours_ago=-1)
    enrolled(session, *crowd, by=lea)
    begin(session)
    for who, path in (
        (lea, f"/seances/{session.token}"),
        (lea, f"/seances/{session.token}/presences"),
        (lea, f"/ateliers/{session.workshop.token}"),
        (crowd[0], "/ateliers"),
    ):
        visitor = as_(who)
        visitor.open(path)
        with queries() as seen:
            visitor.open(path)
        assert len(seen) <= 14, path


def test_the_calendar_costs_few_statements_whatever_the_crowd(as_, lea, queries):
    for number in range(6):
        session = a_session(lea, in_days=0, title=f"Atelier {number}")
        begin(session)
    visitor = as_(lea)
    visitor.open("/ateliers")
    with queries() as seen:
        visitor.open("/ateliers")
    assert len(seen) <= 12
