"""Nadia, of a CCAS, refers Karim without an account; Léa answers; Nadia reads the answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.caseloads.queries import referent_of
from app.extensions import db
from app.letters.models import Letter
from app.outreach import actions, queries
from app.outreach.models import Prescriber, Referral
from tests import people, reaching_out

KARIM = {
    "first_name": "Karim",
    "last_name": "Saïd",
    "phone": "06 12 34 56 78",
    "commune": "Grenoble",
    "note": "Il aime jardiner. Appelez-le le matin.",
    "agreed": "y",
}


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


def person_named(name):
    return db.session.scalar(select(Account).where(Account.first_name == name))


def test_a_prescriber_receives_a_link_and_refers_a_person(as_, lea, visitor):
    desk = as_(lea)
    desk.open("/reseau")
    desk.click("Prescripteurs")
    desk.click("Ajouter un prescripteur")
    page = desk.press(
        "Ajouter et envoyer le lien",
        first_name="Nadia",
        last_name="Benali",
        body="CCAS d’Échirolles",
        email="nadia@ccas.example.org",
    )
    assert "Le lien marche" in page
    letter = reaching_out.last_letter("link")
    assert letter.address == "nadia@ccas.example.org"
    visitor.open(reaching_out.link_in(letter))
    page = visitor.press("Envoyer", **KARIM)
    assert "C’est envoyé" in page
    assert "Reçue, en attente de réponse" in page
    told = reaching_out.last_letter("referral_received")
    assert told.to_id == lea.id
    assert "Saïd" not in told.body


def test_the_agreement_and_one_way_to_call_are_asked_for(app, visitor):
    prescriber = reaching_out.a_prescriber()
    visitor.open(reaching_out.page_of(prescriber))
    page = visitor.press("Envoyer", **{**KARIM, "agreed": [], "phone": ""})
    assert "Demandez d’abord son accord à la personne, puis cochez cette case." in page.errors()
    assert "Écrivez son téléphone ou son adresse e-mail. Un seul suffit." in page.errors()
    assert page.soup.select_one("[name=last_name]")["value"] == "Saïd"
    assert db.session.scalar(select(Referral)) is None


def test_a_social_security_number_is_refused(app, visitor):
    visitor.open(reaching_out.page_of(reaching_out.a_prescriber()))
    page = visitor.press("Envoyer", **{**KARIM, "note": "Son numéro : 1 85 05 78 006 084 91"})
    assert page.errors()
    assert db.session.scalar(select(Referral)) is None


def test_the_same_form_sent_twice_refers_once(app, visitor):
    address = reaching_out.page_of(reaching_out.a_prescriber())
    page = visitor.open(address)
    values = {**KARIM, **{
        name: page.soup.select_one(f"[name={name}]")["value"] for name in ("csrf_token", "once")
    }}  # fmt: skip
    visitor.post(address, values)
    visitor.post(address, values)
    assert len(db.session.scalars(select(Referral)).all()) == 1


def test_accepting_opens_an_account_and_answers_back(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    reaching_out.a_referral(prescriber, words="Il aime jardiner.")
    desk = as_(lea)
    desk.open("/reseau")
    desk.click("Personnes adressées")
    desk.click("Karim Saïd")
    assert "Il aime jardiner." in desk.page
    desk.click("Accepter")
    assert "Personne sur le site ne porte ce nom" in desk.page
    page = desk.press("Accepter")
    assert page.h1 == "Karim Saïd"
    karim = person_named("Karim")
    assert referent_of(karim.id).id == lea.id
    episode = db.session.scalar(select(Episode).where(Episode.volunteer_id == karim.id))
    assert episode.state == "referred"
    assert episode.started_on is None
    answer = reaching_out.last_letter("referral_accepted")
    assert answer.address == prescriber.email
    visitor.open(reaching_out.link_in(answer))
    assert "Acceptée" in visitor.page


def test_someone_who_may_be_here_already_is_shown_to_a_human(as_, lea):
    karim = people.a_volunteer("Karim", last_name="Saïd", phone="+33612345678")
    referral = reaching_out.a_referral()
    desk = as_(lea)
    page = desk.open(f"/referent/orientations/{referral.token}/accepter")
    assert "C’est Karim Saïd, Grenoble, sans référent" in page
    assert desk.press("Accepter").errors() == ["Choisissez une réponse."]
    desk.press("Accepter", who=karim.token)
    assert referent_of(karim.id).id == lea.id
    assert len(db.session.scalars(select(Account).where(Account.first_name == "Karim")).all()) == 1
    db.session.refresh(referral)
    assert referral.volunteer_id == karim.id


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [("karim", "Said", True), ("Karim", "Saaïd", True), ("Karim", "", True), ("Karine", "", False),
     ("Salim", "Petit", False)],
)  # fmt: skip
def test_accents_and_slips_hide_nobody(app, first, last, found):
    someone = people.a_volunteer(first, last_name=last)
    assert (queries.namesakes(reaching_out.a_referral()) == [someone]) is found


def test_a_colleague_who_follows_the_person_goes_on_and_is_told(as_, lea):
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    karim = people.a_volunteer("Karim", last_name="Saïd", followed_by=luc)
    referral = reaching_out.a_referral()
    desk = as_(lea)
    page = desk.open(f"/referent/orientations/{referral.token}/accepter")
    assert "suivie par Luc Martin" in page
    page = desk.press("Accepter", who=karim.token)
    assert page.path == "/referent/orientations"
    assert referent_of(karim.id).id == luc.id
    assert reaching_out.last_letter("referral_known").to_id == luc.id
    page = desk.open(f"/referent/orientations/{referral.token}")
    assert "Ouvrir le dossier" not in page


def test_a_stranger_cannot_be_passed_off_as_the_person_referred(as_, lea):
    other = people.a_volunteer("Inès", last_name="Petit")
    referral = reaching_out.a_referral()
    desk = as_(lea)
    desk.open(f"/referent/orientations/{referral.token}/accepter")
    desk.press("Accepter", who=other.token)
    db.session.refresh(referral)
    assert referral.state == "received"


def test_declining_says_why_and_nothing_more(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    referral = reaching_out.a_referral(prescriber)
    desk = as_(lea)
    desk.open(f"/referent/orientations/{referral.token}")
    desk.click("Ne pas suivre")
    assert desk.press("Envoyer la réponse").errors() == ["Choisissez une raison."]
    desk.press("Envoyer la réponse", reason="full", sentence="Rappelez-nous en mars.")
    letter = reaching_out.last_letter("referral_declined")
    assert "Nous n’avons plus de place pour le moment" in letter.body
    assert "Rappelez-nous en mars." in letter.body
    page = visitor.open(f"{reaching_out.page_of(prescriber)}/{referral.token}")
    assert "Pas suivie" in page
    assert "Léa" not in page


def test_that_the_person_said_no_is_told_to_nobody(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    referral = reaching_out.a_referral(prescriber)
    desk = as_(lea)
    desk.open(f"/referent/orientations/{referral.token}/refuser")
    desk.press("Envoyer la réponse", reason="not_wished")
    assert "ne le souhaite pas" in desk.open(f"/referent/orientations/{referral.token}")
    page = visitor.open(f"{reaching_out.page_of(prescriber)}/{referral.token}")
    assert "souhaite" not in page
    assert "souhaite" not in reaching_out.last_letter("referral_declined").body


def test_a_question_goes_out_and_its_reply_comes_back(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    referral = reaching_out.a_referral(prescriber)
    desk = as_(lea)
    desk.open(f"/referent/orientations/{referral.token}")
    desk.click("Poser une question")
    desk.press("Envoyer la question", question="Quand peut-on l’appeler ?")
    visitor.open(reaching_out.link_in(reaching_out.last_letter("referral_question")))
    visitor.click("Karim Saïd")
    assert "Quand peut-on l’appeler ?" in visitor.page
    visitor.press("Répondre", reply="Le matin.")
    assert reaching_out.last_letter("referral_reply").to_id == lea.id
    assert "Le matin." in desk.open(f"/referent/orientations/{referral.token}")
    assert referral in queries.referrals_to_answer(lea)


def test_a_prescriber_takes_a_referral_back(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    referral = reaching_out.a_referral(prescriber)
    visitor.open(f"{reaching_out.page_of(prescriber)}/{referral.token}")
    assert "Retirée par vous" in visitor.press("Retirer cette demande")
    assert queries.referrals_to_answer(lea) == []


def test_only_the_referents_of_the_place_read_a_referral(as_, lea):
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    referral = reaching_out.a_referral()
    assert queries.referrals_to_answer(luc) == []
    as_(luc).open(f"/referent/orientations/{referral.token}", 404)
    nowhere = reaching_out.a_referral(commune_code="67482")
    assert nowhere in queries.referrals_to_answer(luc)
    assert nowhere in queries.referrals_to_answer(lea)
    as_(people.a_pilot()).open(f"/referent/orientations/{referral.token}", 403)


def test_a_link_renewed_or_closed_ends_the_one_before(as_, lea, visitor):
    prescriber = reaching_out.a_prescriber()
    first = reaching_out.page_of(prescriber)
    visitor.open(first)
    desk = as_(lea)
    desk.open(f"/reseau/prescripteurs/{prescriber.token}")
    desk.press("Envoyer un nouveau lien")
    visitor.open(first, 404)
    second = reaching_out.link_in(reaching_out.last_letter("link"))
    visitor.open(second)
    desk.press("Fermer ce lien")
    visitor.open(second, 404)
    desk.press("Envoyer un nouveau lien")
    visitor.open(reaching_out.link_in(reaching_out.last_letter("link")))
    visitor.open(second, 404)


def test_the_table_does_not_hold_the_secret(app):
    prescriber = reaching_out.a_prescriber()
    secret = reaching_out.page_of(prescriber).rpartition("/")[2]
    row = db.session.execute(select(Prescriber.__table__)).one()
    assert secret not in map(str, row)


def test_a_prescriber_reads_only_their_own_referrals(app, visitor):
    mine, hers = reaching_out.a_prescriber(), reaching_out.a_prescriber(first_name="Ana")
    theirs = reaching_out.a_referral(hers)
    visitor.open(f"{reaching_out.page_of(mine)}/{theirs.token}", 404)
    page = visitor.open(reaching_out.page_of(mine))
    assert "Karim" not in page
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]


def test_a_personal_link_is_slowed_down(app, visitor):
    address = reaching_out.page_of(reaching_out.a_prescriber())
    for number in range(21):
        visitor.open(address)
        visitor.press("Envoyer", status=429 if number == 20 else 200, **KARIM)
    assert "Il aime jardiner. Appelez-le le matin." in visitor.page


def test_a_week_without_answer_is_said_once(app, lea):
    referral = reaching_out.a_referral(state_since=clock.now() - timedelta(days=8))
    reaching_out.a_referral()
    assert actions.remind() == 1
    assert actions.remind() == 0
    assert [one.to_id for one in reaching_out.letters("referral_reminder")] == [lea.id]
    assert queries.is_late(referral)


def test_letters_to_prescribers_name_no_one_in_full(as_, lea):
    referral = reaching_out.a_referral()
    desk = as_(lea)
    desk.open(f"/referent/orientations/{referral.token}/accepter")
    desk.press("Accepter")
    letters = db.session.scalars(select(Letter).where(Letter.kind.like("outreach/%"))).all()
    assert letters
    assert not [one for one in letters if "Saïd" in one.body + one.subject]
