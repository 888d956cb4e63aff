"""Awa writes her passport after her mission; Jean attests it; anyone checks the paper."""

import io
from dataclasses import replace

from pypdf import PdfReader
from sqlalchemy import select

from app.extensions import db
from app.letters import text_messages
from app.letters.models import Letter
from app.papers import actions, rendering
from app.papers import queries as papers
from app.passports.models import Entry, Proof
from tests import attesting, meetings, people
from tests.attesting import found
from tests.meetings import Cast


def the_link(account, kind="passports/to_attest") -> str:
    db.session.rollback()
    letter = db.session.scalars(
        select(Letter).where(Letter.kind == kind, Letter.to_id == account.id)
        .order_by(Letter.id.desc())
    ).first()  # fmt: skip
    words = next(word for word in letter.body.split() if word.startswith("http"))
    return words.removeprefix("http://ricochet.test")


def the_line() -> Entry:
    db.session.rollback()
    return db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()


def said(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())


def test_from_the_end_of_a_mission_to_a_verified_passport(app, as_, visitor):
    cast = Cast()
    placement = attesting.finished(cast)
    awa = as_(cast.awa)
    awa.open(f"/engagements/{placement.token}")
    awa.click("Mon passeport")
    awa.press("Ajouter à mon passeport")
    assert awa.page.h1 == "Ce que j’ai fait"
    awa.press("Continuer", tasks="Arroser les légumes\nAccueillir les familles", autonomy="3")
    assert "D’après votre mission" in awa.page
    awa.press("Continuer", codes=["R1", "399999"])
    assert awa.page.h1 == "Je m’organise"
    awa.press("Continuer", level="3", example="Je prépare les outils.")
    awa.press("Continuer", example="Je demande ce qu’il faut.")
    assert "Je prépare les outils." in awa.page
    assert "12 heures" in awa.page
    awa.press("C’est juste, demander à l’association")
    assert "En attente de l’association" in awa.page

    visitor.open(the_link(cast.jean))
    assert "Awa" in visitor.page
    assert "Diallo" not in visitor.page
    visitor.press("J’atteste", name="Jean Petit", role="président", consent="y",
                  statement="Awa est précieuse.")  # fmt: skip
    assert "Vous avez attesté cette page" in visitor.page
    assert "Votre mission est attestée" in meetings.subjects(cast.awa)

    awa.open("/passeport")
    assert "Attesté par une association" in awa.page
    awa.press("Mon passeport, petit livret")
    assert "Nous préparons votre document" in awa.page
    rendering.render_due()
    assert "Votre document est prêt" in awa.open(awa.page.path)
    proof = db.session.scalars(select(Proof).where(Proof.kind == "passport")).one()
    pdf = awa.client.get(f"/documents/{proof.document.token}/fichier").data
    assert "Attesté par Jean Petit" in said(pdf)
    assert "Attesté par des associations" in said(pdf)
    assert "Ce que je dis moi-même" not in said(pdf)

    visitor.open("/verifier")
    visitor.press("Vérifier", code=proof.token)
    assert visitor.page.h1 == "Ce papier est valable"
    assert proof.document.sha256 in visitor.page
    assert "Awa" not in visitor.page
    assert "jardin" not in visitor.page
    visitor.press("Comparer", file=(io.BytesIO(pdf), "passeport.pdf"))
    assert "Personne ne l’a changé" in visitor.page
    visitor.press("Comparer", file=(io.BytesIO(pdf.replace(b"Awa", b"Eva") + b" "), "p.pdf"))
    assert "Ce n’est pas le même fichier" in visitor.page


def test_reading_the_personal_link_changes_nothing(app, visitor):
    cast = Cast()
    attesting.agreed(cast)
    link = the_link(cast.jean)
    visitor.open(link)
    visitor.open(link)
    assert the_line().state == "agreed"


def test_a_link_cut_or_invented_opens_nothing(app, visitor):
    cast = Cast()
    attesting.agreed(cast)
    link = the_link(cast.jean)
    assert visitor.open(link[:-3], status=404).h1 == "Ce lien ne marche plus"
    visitor.open("/attester/nimporte.quoi", status=404)


def test_taking_the_line_back_ends_the_link(app, as_, visitor):
    cast = Cast()
    entry = attesting.agreed(cast)
    link = the_link(cast.jean)
    awa = as_(cast.awa)
    awa.open(f"/passeport/{entry.token}")
    awa.press("Reprendre pour changer")
    visitor.open(link, status=404)


def test_a_signature_seals_the_attestation(app, visitor):
    cast = Cast()
    entry = attesting.agreed(cast)
    visitor.open(the_link(cast.jean))
    visitor.press("J’atteste", name="Jean Petit", role="président", consent="y")
    from app.passports import queries

    proof = queries.proof_of(found(entry, cast))
    [signature] = papers.signatures(proof.document)
    assert signature.signer_name == "Jean Petit"
    assert signature.evidence["session"] == "lien personnel"
    assert "J’atteste qu’elle est juste" in signature.evidence["consent"][0]
    assert papers.broken_seals() == []


def test_nothing_is_attested_without_a_name_a_role_and_a_tick(app, visitor):
    cast = Cast()
    attesting.agreed(cast)
    visitor.open(the_link(cast.jean))
    visitor.press("J’atteste", statement="Merci Awa")
    assert visitor.page.errors() == [
        "Écrivez votre nom.", "Écrivez votre rôle.", "Cochez cette case pour attester.",
    ]  # fmt: skip
    assert "Merci Awa" in visitor.page.html
    assert the_line().state == "agreed"


def test_the_person_cannot_attest_her_own_line(app, as_):
    cast = Cast()
    attesting.agreed(cast)
    awa = as_(cast.awa)
    awa.open(the_link(cast.jean))
    awa.press("J’atteste", status=403, name="Awa", role="présidente", consent="y")
    assert the_line().state == "agreed"


def test_the_association_asks_for_a_change(app, as_, visitor):
    cast = Cast()
    entry = attesting.agreed(cast)
    visitor.open(the_link(cast.jean))
    visitor.press("Demander un changement", remark="Awa n’avait pas les clés.")
    assert "Il n’y a rien à faire maintenant" in visitor.page
    assert "L’association demande un changement" in meetings.subjects(cast.awa)
    awa = as_(cast.awa)
    assert "Awa n’avait pas les clés." in awa.open(f"/passeport/{entry.token}")


def test_a_correction_replaces_the_old_version_once_attested(app, as_, visitor):
    cast = Cast()
    old = attesting.attested(cast)
    awa = as_(cast.awa)
    awa.open("/passeport")
    awa.press("Mon passeport, grandes pages")
    first = db.session.scalars(select(Proof).where(Proof.kind == "passport")).one()
    awa.open(f"/passeport/{old.token}")
    awa.press("Corriger quelque chose")
    assert "Version 2" in awa.page
    awa.press("C’est juste, demander à l’association")
    assert visitor.open(f"/verifier/{first.token}").h1 == "Ce papier est valable"
    visitor.open(the_link(cast.jean))
    visitor.press("J’atteste", name="Jean Petit", role="président", consent="y")
    db.session.rollback()
    db.session.refresh(old)
    assert old.state == "corrected"
    assert visitor.open(f"/verifier/{first.token}").h1 == "Ce papier n’est plus valable"


def test_withdrawing_a_line_ends_every_paper_that_held_it(app, as_, visitor):
    cast = Cast()
    entry = attesting.attested(cast)
    awa = as_(cast.awa)
    awa.open("/passeport")
    awa.press("Mes compétences")
    proof = db.session.scalars(select(Proof).where(Proof.kind == "portfolio")).one()
    awa.open(f"/passeport/{entry.token}")
    awa.press("Retirer pour toujours")
    assert "Votre passeport est vide" not in awa.page
    assert "À ajouter" in awa.page
    assert visitor.open(f"/verifier/{proof.token}").h1 == "Ce papier n’est plus valable"
    awa.open(f"/passeport/{entry.token}", status=404)


def test_a_hidden_line_is_on_no_paper(app, as_):
    cast = Cast()
    entry = attesting.attested(cast)
    awa = as_(cast.awa)
    awa.open(f"/passeport/{entry.token}")
    awa.press("Cacher")
    awa.open("/passeport")
    awa.press("Mon passeport, petit livret")
    rendering.render_due()
    proof = db.session.scalars(select(Proof).where(Proof.kind == "passport")).one()
    assert "jardin" not in said(awa.client.get(f"/documents/{proof.document.token}/fichier").data)


def test_the_same_passport_is_not_made_twice(app, as_):
    cast = Cast()
    attesting.attested(cast)
    awa = as_(cast.awa)
    for _ in range(2):
        awa.open("/passeport")
        awa.press("Mon passeport, petit livret")
    assert len(db.session.scalars(select(Proof).where(Proof.kind == "passport")).all()) == 1


def test_what_was_done_before_is_told_apart_and_may_be_attested_by_an_address(app, as_, visitor):
    cast = Cast()
    awa = as_(cast.awa)
    awa.open("/passeport")
    awa.click("Ajouter ce que j’ai fait avant")
    awa.press("Continuer", title="Aider aux devoirs", association_name="École du port",
              place="Dakar", started_on="1/9/2019", ended_on="30/6/2021", hours="120")  # fmt: skip
    awa.press("Continuer", tasks="Lire avec les enfants")
    awa.press("Continuer")
    awa.press("C’est juste, demander à l’association", email=cast.awa.email)
    assert awa.page.errors() == ["C’est votre adresse. Écrivez celle de l’association."]
    awa.press("C’est juste, demander à l’association", email="ecole@example.org")
    letter = db.session.scalars(select(Letter).where(Letter.address == "ecole@example.org")).one()
    link = next(w for w in letter.body.split() if w.startswith("http"))
    visitor.open(link.removeprefix("http://ricochet.test"))
    visitor.press("J’atteste", name="Mme Ndiaye", role="directrice", consent="y")
    awa.open("/passeport")
    awa.press("Mon passeport, petit livret")
    rendering.render_due()
    proof = db.session.scalars(select(Proof).where(Proof.kind == "passport")).one()
    pdf = awa.client.get(f"/documents/{proof.document.token}/fichier").data
    assert "elle a répondu par un lien envoyé à son adresse" in said(pdf)
    visitor.open(f"/verifier/{proof.token}")
    assert "n’est pas inscrite ici" in visitor.page
    assert "École" not in visitor.page, "and no more, unless the person shows more"
    badge = awa.client.get(f"/passeport/{the_line().token}/badge.jwt").data
    visitor.open("/verifier/badge")
    visitor.press("Vérifier", file=(io.BytesIO(badge), "badge.jwt"))
    assert "Cette organisation n’est pas inscrite sur Ricochet" in visitor.page


def test_the_person_may_show_more_to_who_checks(app, as_, visitor):
    cast = Cast()
    attesting.attested(cast)
    awa = as_(cast.awa)
    awa.open("/passeport/moi")
    awa.press("Enregistrer", name="Awa D.", shares="y")
    awa.press("Mon passeport, petit livret")
    rendering.render_due()
    proof = db.session.scalars(select(Proof).where(Proof.kind == "passport")).one()
    page = visitor.open(f"/verifier/{proof.token}")
    assert "Awa D. a choisi de vous montrer ceci" in page
    assert "Attesté par Jean Petit" in page


def test_a_word_that_would_betray_is_refused_kindly(app, as_):
    cast = Cast()
    awa = as_(cast.awa)
    awa.open("/passeport/moi")
    awa.press("Enregistrer", name="Awa", reasons="Je touche le RSA et je m’ennuie.")
    assert "Enlevez « RSA »" in " ".join(awa.page.errors()[0].split())
    assert "je m’ennuie" in awa.page.html


def test_nobody_reads_the_passport_of_another(app, as_):
    cast = Cast()
    entry = attesting.attested(cast)
    other = as_(people.a_volunteer("Idriss"))
    for act in ("", "/attestation.pdf", "/badge.jwt", "/ce-que-jai-fait"):
        other.open(f"/passeport/{entry.token}{act}", status=404)


def test_the_referent_fills_the_passport_with_the_person(app, as_):
    cast = Cast()
    attesting.finished(cast)
    lea = as_(cast.lea)
    lea.open(f"/referent/personnes/{cast.awa.token}")
    lea.press("Ouvrir ensemble : le passeport de Awa")
    assert lea.page.h1 == "Passeport bénévole"
    lea.press("Ajouter à mon passeport")
    lea.press("Continuer", tasks="Arroser")
    assert the_line().volunteer_id == cast.awa.id
    lea.press("J’ai fini")
    assert "1 mission à raconter" in lea.open(f"/referent/personnes/{cast.awa.token}")


def test_the_association_finds_what_waits_for_its_word(app, as_):
    cast = Cast()
    attesting.agreed(cast)
    jean = as_(cast.jean)
    jean.open("/association")
    jean.click("Lire et attester")
    jean.click("Lire")
    assert jean.page.soup.select_one("input[name=name]")["value"] == cast.jean.full_name
    jean.press("J’atteste", role="président", consent="y")
    assert the_line().attester_id == cast.jean.id


def test_an_empty_line_cannot_be_asked_for(app, as_):
    cast = Cast()
    attesting.finished(cast)
    awa = as_(cast.awa)
    awa.open("/passeport")
    awa.press("Ajouter à mon passeport")
    assert "C’est juste" not in awa.open(f"/passeport/{the_line().token}")
    awa.press("Cacher")
    token = awa.page.soup.select_one("input[name=csrf_token]")["value"]
    awa.post(f"/passeport/{the_line().token}/demander", {"csrf_token": token}, status=409)


def test_every_message_of_a_passport_to_a_telephone_is_one_segment(app):
    cast = Cast()
    for someone in (cast.awa, cast.jean):
        someone.phone, someone.preferred_channel = "+33612345678", "sms"
    cast.awa.first_name = "Marie-Françoise-Élisabeth"
    attesting.attested(cast)
    db.session.rollback()
    letters = db.session.scalars(select(Letter).where(Letter.kind.like("passports/%"))).all()
    assert {letter.kind for letter in letters} == {"passports/to_attest", "passports/attested"}
    for letter in letters:
        assert letter.channel == "sms"
        assert text_messages.segments(text_messages.plain(letter.body)) == 1


def test_a_picture_in_a_mission_does_not_stop_its_attestation(app, visitor):
    cast = Cast()
    cast.garden.title, cast.garden.description = "Arroser 🌱 𝕝𝕖 jardin", "On arrose ☀️ 💧."
    entry = attesting.agreed(cast)
    visitor.open(the_link(cast.jean))
    visitor.press("J’atteste", name="Jean 🙂", role="président", consent="y")
    from app.passports import queries

    document = queries.proof_of(found(entry, cast)).document
    assert "Arroser le jardin" in said(actions.kept(document))


def test_a_script_that_no_font_prints_is_refused_while_it_is_written(app, as_, tmp_path):
    cast = Cast()
    kept = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(kept, fonts=str(tmp_path))
    try:
        awa = as_(cast.awa)
        awa.open("/passeport/moi")
        awa.press("Enregistrer", name="ሰላም")
        assert "Nous ne savons pas imprimer" in awa.page.errors()[0]
        assert "ሰላም" in awa.page.html
    finally:
        app.config["SETTINGS"] = kept


def test_the_same_form_sent_twice_makes_one_line(app, as_):
    cast = Cast()
    awa = as_(cast.awa)
    for _ in range(2):
        awa.open("/passeport/avant")
        awa.press("Continuer", title="Aider", association_name="École", started_on="1/9/2019")
    assert len(db.session.scalars(select(Entry)).all()) == 1


def test_the_skills_of_the_mission_are_proposed(app, as_):
    cast = Cast()
    cast.garden.skills = ["tenir une caisse"]
    attesting.finished(cast)
    awa = as_(cast.awa)
    awa.open("/passeport")
    awa.press("Ajouter à mon passeport")
    page = awa.open(f"/passeport/{the_line().token}/savoir-faire")
    assert "Je compte, je mesure" in page.soup.select_one("fieldset > .choices").get_text()


def test_a_page_read_by_a_personal_link_is_kept_by_nobody(app, visitor):
    cast = Cast()
    attesting.agreed(cast)
    assert visitor.open(the_link(cast.jean)).headers["Cache-Control"] == "no-store"
