"""Every paper of the site is made, read by a strict checker, and searched for words that betray."""

import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from pypdf import PdfReader

from app import clock
from app.contracts import papers as contracts
from app.extensions import db
from app.letters import actions as letters
from app.letters import delivery
from app.letters.models import Letter, write
from app.papers import rendering
from app.papers.actions import typeset
from app.papers.shapes import (
    AttendanceSheet,
    Report,
    ReportRow,
    ReportSection,
    Week,
    WeekDay,
    WeekLine,
)
from app.passports import printing
from app.territories import sketch
from tests import attesting, contracting, meetings, people
from tests.meetings import Cast
from tests.papers import ua
from tests.passports.test_silence import BETRAYING

MADE = {
    "attendance": AttendanceSheet(
        "Atelier", "mardi, de 9 h à 11 h", "Grenoble", ["Awa", "Idriss"]
    ),
    "week": Week("Semaine", [WeekDay("Lundi", [WeekLine("9 h", "Awa")]), WeekDay("Mardi")]),
    "report": Report("Rapport", "du 1er janvier au 30 juin", "Tous",
                     [ReportSection("Suivi", [ReportRow("Personnes", "312", "Suivies")])]),
}  # fmt: skip


def words(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())


def strokes(pdf: bytes) -> int:
    """Count the lines begun on the first page: a square to photograph has many."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(str(o) == "m" for _, o in pikepdf.parse_content_stream(opened.pages[0]))


@pytest.mark.parametrize("name", MADE)
def test_the_shared_papers_pass_the_strict_checker(app, name):
    pdf = typeset(name, MADE[name].words())
    ua.check(pdf)
    assert "Awa" in words(pdf) or "312" in words(pdf)


def test_the_papers_of_a_passport_pass_the_strict_checker(app):
    cast = Cast()
    entry = attesting.attested(cast)
    from app.papers.actions import kept

    proofs = [printing.booklet(cast.awa, "a5"), printing.booklet(cast.awa, "a4"),
              printing.portfolio(cast.awa), printing.attestation(entry)]  # fmt: skip
    db.session.commit()
    rendering.render_due()
    for proof in proofs:
        ua.check(kept(proof.document))


def test_the_checker_refuses_a_document_without_its_tags():
    from pypdf import PdfWriter

    blank, kept = PdfWriter(), io.BytesIO()
    blank.add_blank_page(200, 200)
    blank.write(kept)
    with pytest.raises((AssertionError, AttributeError)):
        ua.check(kept.getvalue())


def test_the_card_of_a_first_meeting_says_where_and_how_to_come(app, as_):
    cast = Cast()
    cast.garden.transit = "Tram C, arrêt Flandrin"
    meeting = meetings.planned(cast)
    awa = as_(cast.awa)
    awa.open(f"/mises-en-relation/{meeting.token}")
    link = awa.page.links()["La carte du rendez-vous, avec un plan (PDF)"]
    pdf = awa.client.get(link).data
    ua.check(pdf)
    said = words(pdf)
    for wanted in ("3 rue des Lilas", "Mme Rossi", "Tram C, arrêt Flandrin", "45,1900 nord",
                   "Grenoble", "Nord"):  # fmt: skip
        assert wanted in said
    assert strokes(pdf) > 150, "the square to photograph is not drawn"
    assert BETRAYING.search(said) is None


def test_a_meeting_without_a_known_line_leaves_room_to_write_it(app, as_):
    cast = Cast()
    cast.garden.lat = cast.garden.lon = None
    meeting = meetings.planned(cast)
    pdf = as_(cast.awa).client.get(f"/mises-en-relation/{meeting.token}/carte.pdf").data
    assert "ligne …" in words(pdf)
    assert "Nord" not in words(pdf)


def test_the_small_map_keeps_its_scale_and_its_towns_apart(app):
    drawn = sketch.draw(45.19, 5.73, "La mission")
    there = {point["label"]: point for point in drawn["points"]}
    assert there["La mission"]["here"]
    assert "Saint-Martin-d'Hères" in there
    assert there["Saint-Martin-d'Hères"]["x"] > there["La mission"]["x"]
    assert drawn["words"].startswith("à 500 m du centre de Grenoble")
    assert sketch.draw(0.0, -30.0, "Nulle part") is None


def test_the_association_and_the_volunteer_print_their_convention(app, as_):
    cast = Cast()
    placement = meetings.at_work(cast)
    for someone in (cast.awa, cast.jean):
        visitor = as_(someone)
        visitor.open(f"/engagements/{placement.token}")
        link = visitor.page.links()["La convention à signer ensemble (PDF)"]
        pdf = visitor.client.get(link).data
    ua.check(pdf)
    assert "arrêter à tout moment, sans donner de raison" in words(pdf)
    assert "Mutuelle des bénévoles" in words(pdf)
    assert BETRAYING.search(words(pdf)) is None


def test_the_convention_is_not_read_by_a_stranger(app, as_):
    placement = meetings.at_work(Cast())
    as_(people.a_volunteer("Idriss")).open(f"/engagements/{placement.token}/convention.pdf", 404)


def test_the_card_to_enter_is_a_file_while_its_code_may_be_shown(app, as_):
    lea = people.a_referent()
    awa = people.a_volunteer(followed_by=lea)
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}/carte")
    visitor.press("Faire une nouvelle carte")
    link = visitor.page.links()["Prendre la carte en PDF"]
    pdf = visitor.client.get(link).data
    ua.check(pdf)
    assert visitor.page.soup.select_one(".code").get_text() in words(pdf)
    assert BETRAYING.search(words(pdf)) is None
    as_(lea).open(f"/referent/personnes/{awa.token}/carte.pdf", status=404)


def letters_for(lea, count: int) -> list[Letter]:
    made = []
    for number in range(count):
        someone = people.a_volunteer(
            f"Personne{number}", followed_by=lea, email=None, last_name="Durand",
            postal_address="3 rue des Lilas\n38000 Grenoble",
        )  # fmt: skip
        made.append(write("accounts/password_changed", to=someone))
    db.session.commit()
    return made


def test_the_letters_that_wait_make_one_file_then_are_marked_as_posted(app, as_):
    lea = people.a_referent()
    letters_for(lea, 12)
    visitor = as_(lea)
    visitor.open("/referent/lettres")
    visitor.press("Tout imprimer en un fichier")
    assert "0 sur 12" in visitor.page
    letters_for(lea, 1)
    rendering.render_due()
    visitor.open("/referent/lettres")
    visitor.click("Ouvrir le fichier")
    pdf = visitor.client.get(visitor.page.links()["Prendre le document"]).data
    ua.check(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 12
    assert "Personne3 Durand" in words(pdf)
    visitor.open("/referent/lettres")
    visitor.press("Elles sont toutes remises ou postées")
    assert "12 lettres remises" in visitor.page
    assert "Elles sont toutes remises" not in visitor.page
    assert visitor.page.text.count("C’est remis") == 1
    visitor.press("Tout annuler")
    assert "12 lettres sont de nouveau à remettre" in visitor.page
    assert visitor.page.text.count("C’est remis") == 13
    visitor.press("C’est remis")
    visitor.press("Annuler")
    assert visitor.page.text.count("C’est remis") == 13
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        visitor.press("Elles sont toutes remises ou postées")
        form = visitor.page.soup.select_one("form[action$='/lettres/reprendre']")
        assert form is not None
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert "Tout annuler" not in visitor.open("/referent/lettres")


def test_the_link_of_a_letter_stays_until_it_is_too_late_to_undo(app, monkeypatch):
    real = replace(app.config["SETTINGS"], demo=False)
    monkeypatch.setitem(app.config, "SETTINGS", real)
    lea = people.a_referent()
    [letter] = letters_for(lea, 1)
    letter.kind, letter.body = "accounts/welcome", "Voici : http://localhost/lien/SECRET\n"
    letters.hand_over(letter, by=lea)
    db.session.commit()
    delivery.forget_links()
    assert "SECRET" in letter.body
    letters.put_back(letter, by=lea)
    letters.hand_over(letter, by=lea)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        with pytest.raises(letters.TooLate):
            letters.put_back(letter, by=lea)
        delivery.forget_links()
    db.session.refresh(letter)
    assert "SECRET" not in letter.body


def test_a_referent_prints_only_the_letters_of_their_own_people(app, as_):
    letters_for(people.a_referent(), 2)
    luc = as_(people.a_referent("Luc"))
    assert "Aucune lettre à remettre" in luc.open("/referent/lettres")
    assert "Tout imprimer" not in luc.page


def test_the_contract_and_its_optional_sheet_pass_the_strict_checker(app):
    pair = contracting.Pair()
    contract = contracting.a_contract(pair)
    made = typeset("contracts/contract", contracts.contract_words(contract, None))
    ua.check(made)
    for wanted in ("Je fais", "Mon référent", "Expérience bénévole"):
        assert wanted in words(made)
    sheet = contracts.sheet_words(contracting.a_sheet(pair))
    made = typeset("contracts/sheet", sheet)
    ua.check(made)
    assert "Facultatif, sans effet sur votre allocation" in words(made)


def test_a_referent_takes_their_week_on_paper(app, as_):
    cast = Cast()
    meetings.planned(cast, in_days=0.5)
    visitor = as_(cast.lea)
    visitor.open("/referent/semaine", du=(clock.today() + timedelta(days=1)).isoformat())
    pdf = visitor.client.get(visitor.page.links()["Prendre en PDF"]).data
    ua.check(pdf)
    assert "Ma semaine du " in words(pdf)
    assert "Rien de prévu" in words(pdf)
    as_(cast.awa).open("/referent/semaine/semaine.pdf", status=403)
