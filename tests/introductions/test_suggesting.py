"""A référent proposes; the person alone says yes or no."""

from tests import meetings, people
from tests.meetings import subjects, the_introduction


def test_a_proposal_accepted_leaves_at_once_with_what_the_person_chose(as_, cast):
    browser = as_(cast.lea)
    page = browser.open(f"/referent/personnes/{cast.awa.token}/proposer/{cast.garden.token}")
    assert "Awa cherche" in page
    page = browser.press("Proposer à Awa", proposal="Vous aimez le grand air.")
    assert "C’est proposé" in page
    assert subjects(cast.awa) == ["Une mission pour vous"]
    assert subjects(cast.jean) == []

    awas = as_(cast.awa)
    awas.open("/mises-en-relation")
    page = awas.click("Arroser le jardin partagé")
    assert "Vous aimez le grand air." in page
    assert "Dire non ne change rien pour vous." in page
    page = awas.click("Oui, je veux bien")
    assert "Ce sera dit à l’association" in page
    page = awas.press("Oui, envoyer ma demande", own_words="Je veux bien essayer.")
    assert "L’association lit votre demande" in page
    assert the_introduction().state == "sent"

    page = as_(cast.jean).open(page.path)
    assert "Je veux bien essayer." in page
    assert "Vous aimez le grand air." not in page, "the proposal is for the person alone"


def test_the_person_says_no_in_one_click_without_a_reason(as_, cast):
    made = meetings.suggested(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    page = browser.press("Non merci")
    assert "Dire non ne change rien pour vous." in page
    assert the_introduction().state == "declined_by_person"
    assert subjects(cast.jean) == []


def test_nobody_but_the_person_says_yes_not_even_the_referent(as_, cast):
    made = meetings.suggested(cast)
    as_(cast.lea).open(f"/mises-en-relation/{made.token}/dire-oui", status=403)
    browser = as_(cast.lea)
    page = browser.open(f"/mises-en-relation/{made.token}")
    assert "n’a pas encore répondu" in page
    assert not page.soup.select_one('form[action$="non-merci"]')


def test_at_the_office_the_person_says_yes_with_the_referent(as_, cast):
    from tests.introductions.test_asking import with_awa

    made = meetings.suggested(cast)
    browser = as_(cast.lea)
    with_awa(browser, cast)
    browser.open(f"/mises-en-relation/{made.token}/dire-oui")
    page = browser.press("Oui, envoyer ma demande")
    assert "Vous remplissez avec Awa" in page
    assert the_introduction().state == "sent"


def test_a_proposal_is_for_ones_own_people(as_, cast):
    luc = people.a_referent("Luc")
    path = f"/referent/personnes/{cast.awa.token}/proposer/{cast.garden.token}"
    as_(luc).open(path, status=404)


def test_proposing_twice_leads_to_what_is_underway(as_, cast):
    meetings.suggested(cast)
    path = f"/referent/personnes/{cast.awa.token}/proposer/{cast.garden.token}"
    page = as_(cast.lea).open(path)
    assert "Il y a déjà une demande en cours" in page


def test_what_is_underway_is_not_suggested_again(cast):
    from app.suggestions import engine

    assert not engine.is_underway(cast.awa, cast.garden)
    meetings.suggested(cast)
    assert engine.is_underway(cast.awa, cast.garden)
