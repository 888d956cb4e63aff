"""Someone says, one question at a time, what they can and would like to do."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account, AccountSession, Role
from app.extensions import db
from app.journal import Event
from app.profiles.models import Profile
from app.profiles.questions import KEYS, QUESTIONS
from tests import people


@pytest.fixture
def awa(app):
    return people.an_account(Role.VOLUNTEER, "Awa")


@pytest.fixture
def browser(as_, awa):
    return as_(awa)


def profile_of(account) -> Profile:
    db.session.expire_all()
    return db.session.scalars(select(Profile).where(Profile.account_id == account.id)).one()


def test_awa_answers_everything_in_eight_screens_and_one_word(browser, awa):
    page = browser.open("/mon-profil")
    assert page.h1 == "Faisons connaissance"
    page = browser.click("Commencer")
    assert (page.h1, "Question 1 sur 7" in page) == ("Où habitez-vous ?", True)
    page = browser.press("Continuer", commune="grenoble", remote="no")
    assert (page.h1, "Question 2 sur 7" in page) == ("Quand êtes-vous libre ?", True)
    page = browser.press("Continuer", slots=["tue-am", "thu-pm"], hours="4")
    assert page.h1 == "Comment allez-vous à la mission ?"
    page = browser.press("Continuer", modes=["transit", "walk"], minutes="30", licence="no")
    assert page.h1 == "Que savez-vous faire ?"
    page = browser.press(
        "Continuer", known=["Cuisiner", "Écouter"], own="- Je couds des ourlets\n\n"
    )
    assert page.h1 == "Qu’est-ce que vous aimez ?"
    page = browser.press("Continuer", interests=["nature"], wishes="Être dehors, sans bruit.")
    assert page.h1 == "Comment parlez-vous français ?"
    page = browser.press("Continuer", french="A2")
    assert (page.h1, "Question 7 sur 7" in page) == ("Que faut-il éviter ?", True)
    assert "L’association ne voit pas cette réponse sans votre accord." in page
    page = browser.press("Continuer", needs=["no_lifting"])
    assert page.h1 == "Voici ce que nous avons compris"
    for words in (
        "J’habite à Grenoble",
        "Mardi matin, jeudi après-midi",
        "4 heures au plus",
        "À pied · En bus, tram ou train",
        "30 minutes au plus",
        "Je couds des ourlets · Cuisiner · Écouter",
        "Nature et animaux",
        "Être dehors, sans bruit.",
        "Le français Un peu",
        "Ne pas porter de choses lourdes",
    ):
        assert words in page
    page = browser.press("C’est juste, voir mes missions")
    assert page.path == "/suggestions"

    profile = profile_of(awa)
    assert profile.answered == list(KEYS)
    assert profile.confirmed_at
    assert (profile.remote_ok, profile.driving_licence) == (False, False)
    assert (profile.no_lifting, profile.wheelchair) == (True, None)
    assert profile.account.commune_code == "38185"


def test_awa_stops_and_finds_everything_where_it_was(as_, browser, awa):
    browser.open("/mon-profil/lieu")
    browser.press("Continuer", commune="Mens")
    browser.press("Continuer", slots=["sat-am"])

    later = as_(awa)
    page = later.open("/mon-profil")
    assert "Vous avez vu 2 questions sur 7." in page
    assert "J’habite à Mens" in page
    page = later.click("Reprendre")
    assert page.h1 == "Comment allez-vous à la mission ?"
    page = later.click("Question d’avant")
    assert [box["value"] for box in page.soup.select("[name=slots][checked]")] == ["sat-am"]
    page = later.click("Question d’avant")
    assert page.soup.select_one("[name=commune]")["value"] == "Mens (38)"
    page = later.press("Continuer")
    assert profile_of(awa).account.commune_code == "38226", "sent back as it was shown"


def test_nothing_is_compulsory(browser, awa):
    page = browser.open("/mon-profil/lieu")
    for asked in QUESTIONS[:-1]:
        assert page.h1 == asked.title
        page = browser.press("Je ne sais pas, passer")
    page = browser.press("Continuer")
    assert page.h1 == "Voici ce que nous avons compris"
    assert page.text.count("Pas de réponse") == 12
    profile = profile_of(awa)
    assert profile.answered == list(KEYS)
    assert (profile.no_lifting, profile.wheelchair, profile.remote_ok) == (None, None, None)


def test_changing_one_answer_comes_back_to_the_summary(as_):
    nora = people.a_volunteer("Nora", skills=["Cuisiner", "je répare les vélos"])
    browser = as_(nora)
    browser.open("/mon-profil")
    page = browser.click("Changer : Je sais faire")
    assert "Question" not in page
    assert page.soup.textarea.get_text().strip() == "je répare les vélos"
    page = browser.press("Garder", own="je répare les vélos\nje peins", known=[])
    assert page.h1 == "Voici ce que nous avons compris"
    assert "je répare les vélos · je peins" in page
    browser.click("Changer : Je sais faire")
    page = browser.press("Ne rien changer")
    assert "je répare les vélos · je peins" in page


def test_an_answer_given_elsewhere_keeps_its_place(as_):
    nora = people.a_volunteer("Nora", max_minutes=40, hours_per_week=6.0)
    browser = as_(nora)
    page = browser.open("/mon-profil/trajet")
    assert "40 minutes" in page
    browser.press("Continuer")
    browser.open("/mon-profil/jours")
    browser.press("Continuer")
    profile = profile_of(nora)
    assert (profile.max_minutes, profile.hours_per_week) == (40, 6.0)


def test_a_shortcut_ticks_the_week(browser, awa):
    browser.open("/mon-profil/jours")
    browser.press("Continuer", shortcuts=["mornings"], slots=["sun-pm"])
    assert profile_of(awa).slots == ["mon-am", "tue-am", "wed-am", "thu-am", "fri-am", "sun-pm"]


def test_a_referent_fills_in_with_awa_and_the_journal_says_so(as_, awa):
    lea = people.a_referent()
    browser = as_(lea)
    db.session.scalars(select(AccountSession)).one().acting_for_id = awa.id
    page = browser.open("/mon-profil/francais")
    assert "Vous remplissez avec Awa." in page
    browser.press("Continuer", french="A1")
    assert profile_of(awa).french == "A1"
    event = db.session.scalars(select(Event).where(Event.verb == "answer french")).one()
    assert (event.actor_id, event.on_behalf_of_id) == (lea.id, awa.id)


def test_a_referent_alone_has_no_profile(as_):
    as_(people.a_referent()).open("/mon-profil", status=403)
    as_(people.a_pilot()).open("/mon-profil/lieu", status=403)


def test_a_question_that_is_not_asked_is_not_found(browser):
    browser.open("/mon-profil/revenus", status=404)


def test_reading_writes_nothing(browser):
    for asked in QUESTIONS:
        browser.open(f"/mon-profil/{asked.slug}")
    browser.open("/mon-profil")
    browser.open("/mon-profil/imprimer")
    assert db.session.scalar(select(func.count(Profile.id))) == 0


def test_a_social_security_number_is_refused_and_the_words_stay(browser, awa):
    typed = "Je cuisine\nmon numéro 2 95 09 99 126 111"
    browser.open("/mon-profil/savoir-faire")
    page = browser.press("Continuer", own=typed, known=["Cuisiner"])
    assert "sécurité sociale" in page.errors()[0]
    assert page.soup.textarea.get_text().strip() == typed
    assert [box["value"] for box in page.soup.select("[name=known][checked]")] == ["Cuisiner"]
    assert db.session.scalar(select(func.count(Profile.id))) == 0


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("savoir-faire", {"own": "a" * 10**6}, "trop long"),
        ("savoir-faire", {"own": "a" * 121}, "120 caractères au plus par ligne"),
        ("savoir-faire", {"own": "\n".join(map(str, range(31)))}, "30 lignes au plus"),
        ("savoir-faire", {"known": ["Voler"]}, "Choisissez des réponses de la liste."),
        ("envies", {"wishes": "é" * 1001}, "1000"),
        ("lieu", {"commune": "Atlantide"}, "Nous ne trouvons pas"),
        ("lieu", {"remote": "peut-être"}, "Choisissez une réponse de la liste."),
        ("jours", {"slots": ["mon-nuit"]}, "Choisissez des réponses de la liste."),
        ("trajet", {"minutes": "99999999999999999999"}, "Choisissez une réponse de la liste."),
        ("a-eviter", {"needs": ["nothing", "wheelchair"]}, "Gardez l’un."),
    ],
)
def test_a_wrong_answer_is_told_and_changes_nothing(browser, slug, typed, said):
    page = browser.open(f"/mon-profil/{slug}")
    token = page.soup.select_one("[name=csrf_token]")["value"]
    page = browser.post(f"/mon-profil/{slug}", {**typed, "csrf_token": token})
    assert said in page.errors()[0]
    assert db.session.scalar(select(func.count(Profile.id))) == 0


def test_odd_words_are_kept_as_they_are_and_never_run(browser, awa):
    odd = "<script>alert(1)</script> '; DROP TABLE profiles;-- 😀"
    browser.open("/mon-profil/envies")
    browser.press("Continuer", wishes=odd)
    assert profile_of(awa).wishes == odd
    page = browser.open("/mon-profil")
    assert odd in page
    assert not page.soup.select("main script")


def test_a_commune_in_doubt_is_chosen_among_its_neighbours(browser, awa):
    browser.open("/mon-profil/lieu")
    page = browser.press("Continuer", commune="grenble", remote="yes")
    assert "Vouliez-vous dire…" in page
    assert page.soup.select_one("[name=remote][checked]")["value"] == "yes"
    page = browser.press("Continuer", **{"commune-choice": "38185"})
    assert page.h1 == "Quand êtes-vous libre ?"
    profile = profile_of(awa)
    assert (profile.account.commune_code, profile.remote_ok) == ("38185", True)


def test_the_printed_sheet_holds_nothing_private(as_):
    nora = people.a_volunteer(
        "Nora", last_name="Belkhir", no_lifting=True, wheelchair=True, skills=["Cuisiner"]
    )
    page = as_(nora).open("/mon-profil/imprimer")
    assert page.h1 == "Nora, bénévole"
    assert "Cuisiner" in page
    for private in ("Belkhir", "fauteuil", "lourdes"):
        assert private not in page


def test_each_page_asks_for_the_profile_once(as_, queries):
    nora = people.a_volunteer("Nora")
    browser = as_(nora)
    for path in ("/mon-profil", "/mon-profil/trajet", "/mon-profil/imprimer"):
        with queries() as sent:
            browser.open(path)
        assert len([s for s in sent if "FROM profiles" in s]) == 1
        assert len(sent) <= 6, "the transaction, the session and its account, the profile"


def test_each_person_meets_only_their_own_profile(as_, awa):
    nora = people.a_volunteer("Nora", skills=["Cuisiner"])
    as_(nora).open("/mon-profil")
    page = as_(awa).open("/mon-profil")
    assert page.h1 == "Faisons connaissance"
    assert db.session.get(Account, awa.id).commune_code is None


def test_a_text_too_heavy_for_the_site_gets_a_page_that_says_so(browser):
    page = browser.open("/mon-profil/envies")
    token = page.soup.select_one("[name=csrf_token]")["value"]
    heavy = {"wishes": "a" * 9_000_000, "csrf_token": token}
    page = browser.post("/mon-profil/envies", heavy, status=413)
    assert "trop" in page
