"""A letter on paper in the language of its reader: its letters, the way it runs, its voice."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from app.papers.actions import CannotTypeset, typeset
from app.papers.tongues import tongue
from app.papers.typesetting import missing_letter, settled
from tests.papers import ua
from tests.papers.test_keeping import PART, no_fonts, words_of

__all__ = ["no_fonts"]
PHONE = "04 76 00 00 00"
ARABIC = {
    **PART,
    "lang": "ar",
    "subject": "موعدك",
    "body": f"مرحبا Awa،\n\nنلتقي يوم الثلاثاء. هل لديك سؤال؟ {PHONE}.",
    "answer": PHONE,
    "answer_label": "للرد:",
}
SAID = {
    "ar": "هل لديك سؤال؟ مرحبا",
    "fa_AF": "گپ، چای، پرسش، ژاله، سه\u200cشنبه، ۱۲۳",
    "uk": "Їжак, ґанок, єдність, об’єднання № 1",
    "tr": "İyi günler, ığüşöç",
    "en": "Hello: see you on Tuesday!",
}


def a_letter(part, **words) -> bytes:
    return typeset("letter", {"title": "Lettres", "parts": [part], **words})


def langs(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        things = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        return {str(one.Lang) for one in things if "/Lang" in one}


def left_of(pdf: bytes, wanted: str) -> float:
    """Give how far from the left edge a text begins."""
    found = []

    def see(text, cm, tm, _font, _size):
        if wanted in text:
            found.append(tm[4] * cm[0] + cm[4])

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=see)
    return found[0]


def in_every_language() -> bytes:
    parts = [{**PART, "lang": code, "body": said} for code, said in SAID.items()]
    return typeset("letter", {"title": "Lettres", "parts": parts})


def test_every_language_of_the_site_is_printed_and_named_to_a_voice(app):
    pdf = in_every_language()
    ua.check(pdf)
    assert {code.replace("_", "-") for code in SAID} <= langs(pdf)


def test_an_arabic_letter_runs_from_the_right_and_its_address_does_not(app):
    pdf = a_letter(ARABIC)
    ua.check(pdf)
    assert left_of(pdf, PART["on"]) < 100
    assert left_of(a_letter(PART), PART["on"]) > 400
    assert left_of(pdf, "rue des Lilas") == left_of(a_letter(PART), "rue des Lilas")
    assert "3 rue des Lilas" in words_of(pdf)
    assert PHONE in words_of(pdf).replace("\u00a0", " ")


def test_a_paper_wholly_in_another_language_says_so(app):
    ua.check(a_letter({**ARABIC}, lang="ar"), lang="ar")


def test_no_french_habit_goes_into_another_language():
    assert settled("Is it so ? Yes", tongue("en")) == "Is it so ? Yes"
    assert settled("Vrai ? Oui", tongue("fr")) == "Vrai\u00a0? Oui"
    assert settled(PHONE, tongue("ar")) == PHONE.replace(" ", "\u00a0")
    apart = "\u20683 rue des Lilas\u2069"
    assert settled(apart, tongue("ar")) == apart
    assert settled(apart + "\u202e", tongue("fr")) == "3 rue des Lilas"


def test_a_machine_without_fonts_prints_every_language_of_the_site(app, no_fonts):
    ua.check(in_every_language())


def test_a_letter_whose_script_has_no_font_is_refused(app, no_fonts):
    assert missing_letter("مرحبا") is None
    assert missing_letter("ሰላም") == "ሰ"
    with pytest.raises(CannotTypeset) as refused:
        a_letter({**PART, "lang": "am", "body": "ሰላም"})
    assert "n’est pas installée ici" in str(refused.value.description)


def test_a_language_is_known_by_its_several_names():
    assert tongue("prs") == tongue("fa-AF") == tongue("fa_AF")
    assert tongue("prs").rtl
    assert tongue("ar").rtl
    assert not tongue("uk").rtl
    assert tongue(None).is_french
    assert tongue("nowhere-at-all").is_french
