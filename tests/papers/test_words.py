"""What may be read by others says nothing of how someone lives: words, file names, metadata."""

import io
import re
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from app.caseloads import printing as caseloads
from app.introductions.printing import card_of
from app.papers.actions import typeset
from app.papers.shapes import AttendanceSheet
from app.passports import printing as passports
from app.passports.wording import CONSENT
from app.placements.printing import convention_of
from app.placements.queries import find as find_placement
from tests import attesting, meetings
from tests.meetings import Cast
from tests.passports.test_silence import BETRAYING

ROOT = Path(__file__).resolve().parents[2]
SCHEME = re.compile(
    r"\brsa\b|allocataire|b[ée]n[ée]ficiaire|insertion|\bfreins?\b|usager|\bcaf\b", re.IGNORECASE
)
ONE_S_OWN = {"contrat.pdf"}  # read by the person and who accompanies them, nobody else
CARD = {"title": "Carte pour entrer", "first_name": "Awa", "code": "K7PM 4Q2X"}


def papers_that_others_read() -> dict[str, bytes]:
    """Make, from the same story, every paper that is handed to someone else or left about."""
    cast = Cast()
    entry = attesting.attested(cast)
    sheet = {**passports.sheet_of(entry), "consent": CONSENT}
    other = Cast()
    meeting, third = meetings.planned(other), Cast()
    placement = find_placement(meetings.at_work(third).token, seen_by=third.jean)
    seats = AttendanceSheet("Atelier", "mardi, de 9 h à 11 h", "Grenoble", ["Awa", "Idriss"])
    return {
        "to_sign": typeset("to_sign", sheet),
        "meeting": typeset("meeting", card_of(meeting)),
        "convention": typeset("convention", convention_of(placement)),
        "card": typeset("card", {**CARD, "qr": caseloads._square("https://ici.example/code")}),
        "attendance": typeset(seats.template, seats.words()),
    }


def test_no_paper_that_others_read_betrays(app):
    for name, pdf in papers_that_others_read().items():
        reader = PdfReader(io.BytesIO(pdf))
        said = " ".join(page.extract_text() for page in reader.pages)
        assert len(said) > 60, name
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            hidden = str(opened.open_metadata()) + str(dict(opened.docinfo))
            alts = " ".join(str(o.Alt) for o in opened.objects
                            if isinstance(o, pikepdf.Dictionary) and "/Alt" in o)  # fmt: skip
        for text in (said, hidden, alts):
            assert BETRAYING.search(text) is None, (name, BETRAYING.search(text))


def test_no_letter_names_the_scheme_whoever_reads_it():
    letters = sorted((ROOT / "templates" / "letters").glob("**/*.txt"))
    assert len(letters) > 100
    found = {path.name: SCHEME.search(path.read_text()) for path in letters}
    assert {name: word[0] for name, word in found.items() if word} == {}


def test_no_file_that_is_given_out_is_named_after_how_someone_lives():
    named = {
        name
        for path in (ROOT / "app").rglob("*.py")
        for name in re.findall(r'"([a-z0-9-]+\.(?:pdf|jwt|ics|json))"', path.read_text())
    }
    assert {"attestation.pdf", "convention.pdf", "carte.pdf", "rendez-vous.pdf"} <= named
    assert {name for name in named if BETRAYING.search(name)} == ONE_S_OWN
