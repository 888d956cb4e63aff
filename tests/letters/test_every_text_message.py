"""Every letter that a telephone may receive goes in one message, with something to do in it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import current_app
from jinja2 import meta

from app.letters import text_messages
from app.letters.models import short

LETTERS = Path(__file__).resolve().parents[2] / "templates" / "letters"
KINDS = sorted(str(p.relative_to(LETTERS))[:-4] for p in LETTERS.glob("*/*.txt")
               if not p.name.endswith(".sms.txt"))  # fmt: skip
WRITTEN = sorted(str(p.relative_to(LETTERS))[:-8] for p in LETTERS.glob("*/*.sms.txt"))
SITE = "https://benevolat.isere.fr"
PATHS = {
    "introductions": "mises-en-relation/",
    "contracts": "mon-engagement/",
    "workshops": "ateliers",
    "workshops/mission_for_you": "missions/",
}
LONG = "Maximilien-Bartholomé " * 4
SECRETS = {"token", "secret", "signed"}
LATE = datetime(2026, 9, 30, 12, 30, tzinfo=UTC)  # « mercredi 30 septembre 2026 à 14 h 30 »


class Long(str):
    """Stand for any row, with long words everywhere a letter looks."""

    __slots__ = ()

    @property
    def title(self) -> "Long":  # type: ignore[override]
        return Long(LONG)

    def __getattr__(self, name: str) -> object:
        if name in SECRETS:
            return "x" * 22
        if name.endswith("_at") or name == "at":
            return LATE
        if name.endswith("_on") or name in {"on", "month"}:
            return LATE.date()
        return Long("Marie-Antoinette" if name == "first_name" else LONG)


def asked_by(kind: str) -> set[str]:
    """Name what the words of a letter ask for, so that a new one needs nothing here."""
    path = LETTERS / f"{kind}.sms.txt"
    source = path.read_text() if path.exists() else ""
    names = meta.find_undeclared_variables(current_app.jinja_env.parse(source))
    return {*names, "to", "session"} - {"site", "link"}  # Flask gives every page a « session »


def words_of(kind: str) -> dict[str, object]:
    prefix = PATHS.get(kind) or PATHS.get(kind.partition("/")[0], "engagements/")
    path = f"/{prefix}{'x' * 22 if prefix.endswith('/') else ''}"
    return {
        **{name: "x" * 22 if name in SECRETS else Long(LONG) for name in asked_by(kind)},
        "waits": True, "hours": 1234.5, "code": "123456", "month": LATE.date(),
        "ends_on": LATE.date(), "seated": [Long(LONG)], "waited": [],
        "path": path,
    }  # fmt: skip


@pytest.fixture
def far(app, monkeypatch):
    """Give the site an address as long as a département’s."""
    site = replace(app.config["SETTINGS"], public_url=SITE, site_name="Bénévolat Nord-Isère")
    monkeypatch.setitem(app.config, "SETTINGS", site)


def test_every_letter_goes_in_one_message_whatever_is_in_it(far):
    for kind in KINDS:
        for subject in ("Bonjour", "Une très longue histoire " * 9):
            said = text_messages.plain(short(kind, subject, **words_of(kind)))
            assert text_messages.segments(said) == 1, (kind, said)
            assert set(said) <= text_messages.GSM7, (kind, said)


def test_the_words_written_for_a_telephone_are_those_that_leave(far):
    said = {kind: short(kind, "CUT", **words_of(kind)) for kind in WRITTEN}
    assert not [kind for kind, words in said.items() if "CUT" in words], "too long for one message"
    for kind, words in said.items():
        assert SITE in words or "04 76" in words or "123456" in words, f"{kind}: nothing to do"


def test_every_letter_written_for_a_telephone_has_its_whole_form():
    assert set(WRITTEN) <= set(KINDS)
    assert len(WRITTEN) > 40
