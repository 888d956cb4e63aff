"""Passports made one after the other, each kept and ready to be checked, as the site makes them."""

import json
import statistics
import sys
import tempfile
import time
from datetime import date
from typing import Any

from app import clock, create_app
from app.accounts.models import Account, Role
from app.extensions import db
from app.papers import rendering
from app.papers.actions import typeset
from app.passports import printing
from app.passports.models import Entry
from config import Settings

LINES = 3
TASKS = ["Accueillir les familles", "Trier et ranger les dons", "Tenir la caisse le samedi"]
SKILLS = [
    {"code": "R3", "level": "3", "example": "Nous nous partageons le travail."},
    {"code": "R5", "level": "2", "example": "J’explique comment faire."},
    {"code": "399999", "level": None, "example": "Je demande ce qu’il faut."},
]


def a_volunteer(number: int) -> Account:
    """Someone with three attested missions and one told."""
    person = Account(role=Role.VOLUNTEER, first_name=f"Prénom{number}", last_name="Nom")
    db.session.add(person)
    for line in range(LINES + 1):
        attested = line < LINES
        db.session.add(
            Entry(
                state="attested" if attested else "draft",
                volunteer=person,
                association_name=f"Association {line}",
                title="Accueillir et ranger",
                place="Grenoble",
                started_on=date(2024, 1 + line, 3),
                ended_on=date(2025, 1 + line, 3),
                hours=40.0 + line,
                context="On accueille, on range, on boit un café ensemble. " * 4,
                tasks=TASKS,
                skills=SKILLS,
                attested_at=clock.now() if attested else None,
                attester_name="Mme Rossi" if attested else "",
                attester_role="présidente" if attested else "",
                statement="Une aide précieuse." if attested else "",
            )
        )
    return person


def measure(count: int) -> dict[str, Any]:
    """Make so many passports, then the letters of a hundred people in one file."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(demo=True, secret_key="x" * 40, instance=folder))
        with app.app_context():
            db.create_all()
            people = [a_volunteer(number) for number in range(count)]
            db.session.commit()
            printing.booklet(people[0], "a4")
            spent, sizes = [], []
            for person in people:
                started = time.perf_counter()
                proof = printing.booklet(person, "a5")
                db.session.commit()
                rendering.render_due()
                spent.append((time.perf_counter() - started) * 1e3)
                sizes.append(proof.document.size or 0)
            letters = _letters()
            db.session.remove()
            db.engine.dispose()
    ordered = sorted(spent)
    return {
        "passports": count,
        "each_ms": statistics.mean(spent),
        "median_ms": statistics.median(spent),
        "p95_ms": ordered[int(0.95 * (len(ordered) - 1))],
        "kilobytes": round(statistics.mean(sizes) / 1024),
        "hundred_letters_ms": letters,
    }


def _letters() -> float:
    part = {
        "name": "Awa",
        "address": "3 rue des Lilas\n38000 Grenoble",
        "on": "Le 24 novembre",
        "subject": "Votre rendez-vous",
        "body": "Bonjour,\n\nÀ mardi.\n" * 6,
        "answer": "-",
    }
    started = time.perf_counter()
    typeset("letter", {"title": "Lettres", "parts": [part] * 100})
    return (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
