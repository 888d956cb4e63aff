"""A person asks, a référent lets it leave, the association answers."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.missions.models import Mission
from tests import meetings, people
from tests.meetings import places_left, subjects, the_introduction


def asked(as_, awa, garden, **answers):
    """Have the person ask through the page, and give the browser back."""
    browser = as_(awa)
    browser.open(f"/missions/{garden.token}/demander")
    browser.press("Envoyer ma demande", **answers)
    return browser


def test_the_referent_puts_both_sides_in_touch(as_, cast):
    awa, lea, jean, garden = cast.awa, cast.lea, cast.jean, cast.garden
    page = asked(as_, awa, garden, own_words="J’aime les plantes.").page
    assert "Nous lisons votre demande" in page
    assert subjects(lea) == ["Une demande à valider"]
    assert subjects(jean) == []

    mediation = as_(lea)
    page = mediation.open("/mises-en-relation")
    assert "À valider" in page
    page = mediation.click("Awa → Arroser le jardin partagé")
    assert "Awa cherche" in page
    assert "J’aime les plantes." in page
    page = mediation.press("Valider et prévenir", word="Awa est motivée.")
    assert "Vous pouvez annuler pendant 10 minutes" in page
    assert subjects(jean) == ["Une personne aimerait vous rencontrer"]

    association = as_(jean)
    association.open("/mises-en-relation")
    page = association.click("Awa")
    assert "J’aime les plantes." in page
    assert "Service bénévolat" in page
    assert "Awa est motivée." in page
    page = association.press("Oui, nous voulons la rencontrer", welcome="Venez goûter nos fraises.")
    assert "Proposez maintenant un premier rendez-vous" in page
    assert places_left(garden) == 1

    day = clock.today() + timedelta(days=5)
    page = association.press(
        "Proposer ce rendez-vous",
        day=day.isoformat(), hour="14 h 30", place="3 rue des Lilas", ask_for="Mme Rossi",
    )  # fmt: skip
    assert "Premier rendez-vous avec Awa" in page
    assert subjects(awa)[-1] == "Un rendez-vous vous est proposé"
    assert subjects(jean)[-1] == "Un premier rendez-vous est prévu"

    awas = as_(awa)
    awas.open("/mises-en-relation")
    page = awas.click("Arroser le jardin partagé")
    assert "Venez goûter nos fraises." in page
    assert "à 14 h 30" in page
    page = awas.press("Je viens")
    assert "Vous avez dit que vous venez" in page
    assert "Le rendez-vous est confirmé" in subjects(jean)


def test_the_person_reads_exactly_what_the_association_will_read(as_, cast):
    browser = as_(cast.awa)
    page = browser.open(f"/missions/{cast.garden.token}/demander")
    assert "Léa Martin la lit d’abord" in page
    assert "Ce sera dit à l’association" in page
    assert "Libre : mardi matin, jeudi après-midi." in page
    assert "votre nom de famille" in page
    page = browser.press(
        "Voir avec mes choix", released=["skill:jardiner", "email"], own_words="Bonjour !"
    )
    assert "« Bonjour ! »" in page
    assert "Ce qu’Awa sait faire : jardiner" in page
    assert "Libre :" not in page.soup.select_one("#apercu").get_text()
    assert "Après un oui, l’association voit aussi l’e-mail." in page
    assert subjects(cast.lea) == [], "the preview sends nothing"
    browser.press("Envoyer ma demande")
    assert the_introduction().released == ["skill:jardiner", "email"]


def test_asking_twice_leads_to_the_request_already_made(as_, cast):
    browser = asked(as_, cast.awa, cast.garden)
    page = browser.open(f"/missions/{cast.garden.token}/demander")
    assert "Vous avez déjà une demande" in page
    assert page.path.startswith("/mises-en-relation/")


def test_a_double_click_asks_once(as_, cast):
    browser = as_(cast.awa)
    page = browser.open(f"/missions/{cast.garden.token}/demander")
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    for _ in range(2):
        browser.post(f"/missions/{cast.garden.token}/demander", {"csrf_token": token})
    assert the_introduction().state == "asked"
    assert subjects(cast.lea) == ["Une demande à valider"]


@pytest.mark.parametrize(("state", "left"), [("paused", 2), ("filled", 0)])
def test_nobody_is_asked_to_join_a_mission_that_takes_no_one(as_, cast, state, left):
    mission = db.session.get(Mission, cast.garden.id)
    mission.state, mission.places_left = state, left
    db.session.commit()
    page = as_(cast.awa).open(f"/missions/{cast.garden.token}/demander")
    assert "ne prend plus personne" in page
    assert "Ce n’est pas à cause de vous." in page
    assert not page.soup.select("main form")


def test_a_visitor_is_led_to_sign_in_then_back(visitor, cast):
    page = visitor.open(f"/missions/{cast.garden.token}/demander")
    assert page.path.startswith("/connexion?suite=")


def test_an_item_that_is_not_the_persons_is_refused(as_, cast):
    browser = as_(cast.awa)
    browser.open(f"/missions/{cast.garden.token}/demander")
    page = browser.press("Envoyer ma demande", released=["skill:piloter"])
    assert page.errors()
    assert subjects(cast.lea) == []


def test_a_number_of_social_security_is_refused_and_nothing_is_lost(as_, cast):
    browser = as_(cast.awa)
    browser.open(f"/missions/{cast.garden.token}/demander")
    typed = "Mon numéro : 1 84 12 76 451 089 46"
    page = browser.press("Envoyer ma demande", own_words=typed, released=["skill:jardiner"])
    assert "sécurité sociale" in " ".join(page.errors())
    assert typed in page.html
    ticked = [i["value"] for i in page.soup.select("input[name=released][checked]")]
    assert ticked == ["skill:jardiner"]


def test_the_referent_asks_with_the_person_in_front_of_them(as_, cast):
    browser = as_(cast.lea)
    with_awa(browser, cast)
    browser.open(f"/missions/{cast.garden.token}/demander")
    page = browser.press("Envoyer ma demande")
    assert "Vous remplissez avec Awa" in page
    made = the_introduction()
    assert (made.volunteer_id, made.referent_id) == (cast.awa.id, cast.lea.id)


def with_awa(browser, cast):
    """Have the référent fill in with Awa, in this browser."""
    from app.accounts.models import AccountSession

    session = db.session.query(AccountSession).filter_by(account_id=cast.lea.id).one()
    session.acting_for_id = cast.awa.id
    db.session.commit()


def test_the_referent_sets_aside_with_a_sentence_of_their_own(as_, cast):
    made = meetings.asked(cast)
    browser = as_(cast.lea)
    browser.open(f"/mises-en-relation/{made.token}")
    assert "Ce n’est pas à cause de vous." in browser.page.soup.select_one("#sentence").text
    page = browser.press("Ne pas donner suite", sentence="Parlons-en mardi.")
    assert "Choisissez une raison." in page.errors()[0]
    assert "Parlons-en mardi." in page.html
    page = browser.press("Ne pas donner suite", reason="not_now", sentence="Parlons-en mardi.")
    assert "Sans suite" in page
    page = as_(cast.awa).open(f"/mises-en-relation/{made.token}")
    assert "Parlons-en mardi." in page
    assert "Ce n’est pas le bon moment" not in page, "the closed reason is for the référent"


def test_the_association_says_no_and_the_person_reads_a_kind_sentence(as_, cast):
    made = meetings.sent(cast)
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Dire non", refusal="needs")
    assert "avec tact" in page
    page = as_(cast.awa).open(f"/mises-en-relation/{made.token}")
    assert "Ce n’est pas à cause de vous" in page
    assert "demande autre chose" not in page
    assert "La mission demande autre chose" in as_(cast.lea).open(page.path)


def test_the_person_stops_in_one_click_and_the_place_is_free_again(as_, cast):
    made = meetings.accepted(cast)
    assert places_left(cast.garden) == 1
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("J’arrête ma demande")
    assert "Cela ne change rien pour vous" in page
    assert places_left(cast.garden) == 2
    assert subjects(cast.jean)[-1] == "Une demande est arrêtée"
    assert "La personne a arrêté" in as_(cast.jean).open(page.path)


def test_the_person_may_ask_again_after_stopping(as_, cast):
    made = meetings.asked(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.press("J’arrête ma demande")
    page = asked(as_, cast.awa, cast.garden).page
    assert "Nous lisons votre demande" in page


def test_who_acts_first_from_the_queue_is_who_mediates(as_, app):
    luc = people.a_referent("Luc", holding=people.a_territory())
    garden = people.a_mission()
    nino = people.a_volunteer("Nino")
    page = asked(as_, nino, garden).page
    made = the_introduction()
    assert made.referent_id is None
    assert "Le Service bénévolat lit votre demande" in page
    browser = as_(luc)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.press("Valider et prévenir")
    assert the_introduction().referent_id == luc.id


def test_interest_is_said_in_one_act_and_what_will_be_read_is_chosen_after(as_, cast):
    awa = as_(cast.awa)
    page = awa.open("/suggestions")
    assert "l’association lira votre prénom et vos jours libres" in page
    page = awa.press("Ça m’intéresse")
    assert "Nous lisons votre demande" in page
    assert the_introduction().released == ["availability"]
    awa.click("Choisir ce qu’elle lira")
    page = awa.press("Garder", released=["french"], own_words="J’aime les plantes.")
    assert "J’aime les plantes." in page
    assert the_introduction().released == ["french"]
    lea = as_(cast.lea)
    lea.open(f"/mises-en-relation/{the_introduction().token}")
    lea.press("Valider et prévenir")
    path = f"/mises-en-relation/{the_introduction().token}/choisir"
    assert awa.open(path).path == path.removesuffix("/choisir")


def test_interest_in_a_mission_that_is_full_leads_to_others(as_, cast):
    awa = as_(cast.awa)
    awa.open("/suggestions")
    db.session.get_one(Mission, cast.garden.id).places_left = 0
    page = awa.press("Ça m’intéresse")
    assert "Cette mission ne prend plus personne" in page
