"""A référent’s day, from the first screen to the last act, with what each costs in acts."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accompaniments.models import FollowUp, Interview
from app.contracts.models import Contract
from app.demonstration.load import PASSWORD, load
from app.extensions import db
from app.introductions.models import Introduction
from app.workshops.models import Enrolment
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
BUDGET = {
    "approve an introduction": 1,
    "record an interview": 2,
    "renew a contract": 2,
    "take an attendance": 2,
    "close a follow-up": 4,
}


class Day:
    """Claire at her screen, and what each act costs: taps, boxes ticked and fields written."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.acts = 0

    def starts(self) -> None:
        """Come back to the first screen, which is where each act begins."""
        self.walker.open("/referent")
        self.acts = 0

    def tap(self, words: str) -> None:
        self.acts += 1
        self.walker.tap(words)

    def tick(self, words: str) -> None:
        self.acts += 1
        self.walker.tick(words)

    def choose(self, label: str, answer: str) -> None:
        self.acts += 1
        self.walker.page.get_by_label(label).select_option(label=answer)

    def costs(self, act: str) -> None:
        assert self.acts <= BUDGET[act], f"{act}: {self.acts} acts"


@pytest.fixture
def claire(app: Flask, walks) -> Day:
    load()
    walker: Walker = walks(1440, 900)
    walker.open("/connexion")
    walker.write("Votre adresse e-mail", "referent@demo.test")
    walker.write("Votre mot de passe", PASSWORD)
    walker.tap("Entrer", within="main form")
    return Day(walker)


def test_a_whole_day_in_few_acts(claire: Day):
    _approve(claire)
    for who in ("Nora Belkhir", "Thierry Granjean", "Sylvie Morand"):
        _record(claire, who)
    _renew(claire)
    _attendance(claire)
    _news(claire)


def _count(table: type, *where: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(table.id)).where(*where)) or 0


def _approve(claire: Day) -> None:
    waiting = _count(Introduction, Introduction.state == "asked")
    claire.starts()
    claire.tap("Valider : Idriss Ouattara")
    claire.costs("approve an introduction")
    assert _count(Introduction, Introduction.state == "asked") == waiting - 1


def _record(claire: Day, who: str) -> None:
    held = _count(Interview, Interview.state == "held")
    claire.starts()
    claire.tap(f"Noter : {who}" if who != "Nora Belkhir" else "Noter")
    claire.tap("Garder")
    claire.costs("record an interview")
    assert _count(Interview, Interview.state == "held") == held + 1


def _renew(claire: Day) -> None:
    before = _count(Contract)
    claire.starts()
    claire.tap("Renouveler : Jean-Luc Perrotin")
    claire.tap("Proposer")
    claire.costs("renew a contract")
    assert _count(Contract, Contract.state == "proposed") == 1
    assert _count(Contract) == before + 1


def _attendance(claire: Day) -> None:
    present = _count(Enrolment, Enrolment.attendance == "present")
    claire.starts()
    claire.tap("Faire l’appel")
    claire.tap("Tout le monde est là")
    claire.costs("take an attendance")
    assert _count(Enrolment, Enrolment.attendance == "present") == present + 4


def _news(claire: Day) -> None:
    reached = _count(FollowUp, FollowUp.outcome == "reached")
    claire.starts()
    claire.tap("Mireille Tournier")
    claire.tick("Jointe")
    claire.choose("Sa situation", "Au foyer")
    claire.tap("Garder")
    claire.costs("close a follow-up")
    assert _count(FollowUp, FollowUp.outcome == "reached") == reached + 1
