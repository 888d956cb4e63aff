"""A site full of everything there is, and strangers of each role to whom none of it belongs."""

import re
import sqlite3
from contextvars import Context
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import clock, create_app
from app.accounts.models import Account, Passkey, ProviderIdentity, Role
from app.associations.models import Association, Membership
from app.caseloads.calls import CallWish
from app.caseloads.models import Assignment, Cover, EmergencyAccess, HandOver, Move, Post
from app.contracts import papers
from app.contracts.models import Amendment, Contract, SharingConsent
from app.demonstration import load
from app.extensions import db, new_token
from app.indicators import actions
from app.indicators.models import ColumnMapping, Extraction, Report, Testimony
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.papers import files
from app.papers.models import Document
from app.passports.models import Entry
from app.placements.models import OwnEngagement, Placement
from app.proofreading.models import ReadingLink, Remark
from app.suggestions.models import WeightVersion
from app.territories.models import Commune
from app.threads.models import Difficulty
from app.workshops.models import AmbassadorReferral
from config import Settings
from tests.browser import Visitor

KNOWN = {
    "volunteer": "benevole", "association": "association", "referent": "referent",
    "ambassador": "ambassadeur", "operator": "operateur", "pilot": "pilote",
}  # fmt: skip
LEARNED = {"rows": 200, "kinds": {}, "people": 0, "held_out": None, "after": {}, "before": {}}


@dataclass
class House:
    """The site, its database file, and a browser for everyone."""

    app: Flask
    file: Path
    as_filled: Path
    browsers: dict[str, Visitor] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)

    def send(self, who: str, method: str, path: str, **given: Any) -> TestResponse:
        """Send a request as someone, with their token when it is a form."""
        if method == "POST":
            data = {"csrf_token": self.form_token(who), **given.pop("data", {})}
            given["data"] = data
        return Context().run(self._sent, self.browsers[who], path, method=method, **given)

    @staticmethod
    def _sent(browser: Visitor, path: str, **given: Any) -> TestResponse:
        response = browser.client.open(path, **given)
        response.get_data()
        response.close()
        return response

    def form_token(self, who: str) -> str:
        """Give the token that this browser's forms hold."""
        if who not in self.forms:
            page = self.send(who, "GET", "/connexion" if who == "visitor" else "/mon-compte")
            found = re.search(
                r'name="csrf_token"[^>]* value="([^"]+)"', page.get_data(as_text=True)
            )
            assert found, who
            self.forms[who] = found[1]
        return self.forms[who]

    def as_it_was(self) -> None:
        """Forget what a form just did."""
        with sqlite3.connect(self.as_filled) as before, sqlite3.connect(self.file) as now:
            now.execute("PRAGMA synchronous=OFF")
            before.backup(now)
        before.close()
        now.close()
        for who, kept in self.cookies.items():
            self.browsers[who].client._cookies = dict(kept)


def filled(folder: Path) -> House:
    """Make a site where everything that has an address exists."""
    file = folder / "doors.db"
    app = create_app(
        Settings(
            demo=True, secret_key="a-secret-for-the-tests-that-is-long-enough",
            database_url=f"sqlite:///{file}", instance=str(folder), log_level="CRITICAL",
            public_url="http://ricochet.test",
        )
    )  # fmt: skip
    app.testing = True
    house = House(app, file, folder / "as_filled.db")
    with app.app_context():
        db.create_all()
        load.load()
        _add_what_is_missing(_known())
        db.session.commit()
        _open_browsers(house)
        db.session.remove()
    with sqlite3.connect(file) as now, sqlite3.connect(house.as_filled) as before:
        now.backup(before)
    for who in house.browsers:
        house.form_token(who)
    house.cookies = {who: dict(one.client._cookies) for who, one in house.browsers.items()}
    return house


def _known() -> dict[str, Account]:
    found = db.session.scalars(select(Account).where(Account.email.like("%@demo.test")))
    emails = {account.email: account for account in found}
    return {role: emails[f"{name}@demo.test"] for role, name in KNOWN.items()}


def _open_browsers(house: House) -> None:
    known = _known()
    admin = Account(role=Role.ADMIN, first_name="Adèle", email="adele@example.org")
    db.session.add(admin)
    elsewhere = db.session.scalar(
        select(Commune.code).where(Commune.department == "67").order_by(Commune.code.desc())
    )
    for role in KNOWN:
        db.session.add(
            Account(
                role=role, first_name="Zoé", email=f"zoe-{role}@example.org",
                email_confirmed_at=clock.now(), commune_code=elsewhere,
            )
        )  # fmt: skip
    db.session.commit()
    apart = Association(
        name="Loin d’ici", kind="association", state="verified", commune_code=elsewhere
    )
    db.session.add(apart)
    db.session.flush()
    zoe = db.session.scalar(select(Account).where(Account.email == "zoe-association@example.org"))
    db.session.add(Membership(association_id=apart.id, account_id=zoe.id))
    db.session.commit()
    house.browsers = {role: Visitor(house.app).signed_in(one) for role, one in known.items()}
    house.browsers["admin"] = Visitor(house.app).signed_in(admin)
    house.browsers["visitor"] = Visitor(house.app)
    for role in KNOWN:
        zoe = db.session.scalar(select(Account).where(Account.email == f"zoe-{role}@example.org"))
        house.browsers[f"stranger {role}"] = Visitor(house.app).signed_in(zoe)


def _add_what_is_missing(known: dict[str, Account]) -> None:
    """Add what the demonstration has none of; what is only there to be refused may be bare."""
    _add_papers(known)
    _add_what_people_own(known)
    _add_what_is_counted(known)


def _add_papers(known: dict[str, Account]) -> None:
    mine = select(Contract).where(Contract.state == "signed").order_by(Contract.id)
    for contract in db.session.scalars(mine).all():
        db.session.add(SharingConsent(contract_id=contract.id, recipient="la mission locale"))
        planned = {"setting": "association", "title": "Jardiner", "hours_per_week": 2.0,
                   "mission_id": None, "place": "", "since": None, "until": None}  # fmt: skip
        amendment = Amendment(state="proposed", activity=planned, contract=contract)
        contract.amendments.append(amendment)
        db.session.flush()
        papers.freeze(amendment, papers.amendment_words(amendment), known["referent"])
    content = b"%PDF-1.7 a paper"
    for role, account in known.items():
        named = {"kind": "letters" if role == "referent" else "booklet", "title": "Papier",
                 "file_name": "papier.pdf", "asked_by_id": account.id}  # fmt: skip
        ready = {"sha256": files.put(content), "size": len(content), "made_at": clock.now()}
        db.session.add(Document(state="ready", **named, **ready))
        db.session.add(Document(state="failed", failure="typst", **named))
    for table in (Introduction, Placement):
        for row in db.session.scalars(select(table)):
            db.session.add(
                Difficulty(
                    thread_id=row.thread_id, volunteer_id=row.volunteer_id,
                    told_by_id=row.volunteer_id, theme="other", body="Le bus ne passe plus.",
                )
            )  # fmt: skip


def _add_what_people_own(known: dict[str, Account]) -> None:
    referent, volunteer = known["referent"], known["volunteer"]
    for account in known.values():
        db.session.add(
            Passkey(account_id=account.id, credential_id=new_token(), public_key="x", name="Clé")
        )
        db.session.add(
            ProviderIdentity(
                account_id=account.id, provider="elsewhere", issuer="https://id.test",
                subject=new_token(),
            )
        )  # fmt: skip
    db.session.add_all(
        Testimony(
            side=side, words="Un vrai plaisir.", signed_as="Quelqu’un", author_id=one.id,
            state="given", consented_on=clock.today(),
        )
        for side, one in (
            ("person", volunteer), ("association", known["association"]), ("referent", referent)
        )
    )  # fmt: skip
    colleague = db.session.scalar(
        select(Account).where(Account.role == "referent", Account.id != referent.id)
    )
    for by in (referent, known["pilot"]):
        hand_over = HandOver(from_id=referent.id, to_id=colleague.id, by_id=by.id)
        hand_over.moves = [Move(volunteer_id=volunteer.id)]
        db.session.add(hand_over)
    for done in (None, clock.now()):
        db.session.add(CallWish(volunteer_id=volunteer.id, subject="mission", done_at=done))
    _give_to(volunteer)
    db.session.add(
        Cover(
            absent_id=referent.id, colleague_id=colleague.id, arranged_by_id=referent.id,
            since=clock.today() + timedelta(days=30), until=clock.today() + timedelta(days=40),
        )
    )  # fmt: skip
    theirs = select(Assignment.volunteer_id).where(Assignment.referent_id == colleague.id)
    db.session.add(
        EmergencyAccess(
            referent_id=referent.id, volunteer_id=db.session.scalars(theirs).first(),
            reason="Une urgence", expires_at=clock.now() + timedelta(hours=1),
        )
    )  # fmt: skip
    db.session.add(
        Letter(
            kind="accounts/confirm", channel="paper", to_id=volunteer.id, subject="Bonjour",
            body="Bonjour.",
        )
    )  # fmt: skip
    db.session.add(
        Letter(
            kind="accounts/confirm", channel="email", to_id=None, address="x@example.org",
            subject="Bonjour", body="Bonjour.", failed_at=clock.now(), failure="550",
        )
    )  # fmt: skip


def _give_to(volunteer: Account) -> None:
    """Have the one volunteer whose browser we hold own one of each thing."""
    for states in (("trial", "active"), ("completed",)):
        found = select(Placement).where(Placement.state.in_(states)).limit(1)
        placement = db.session.scalars(found).one()
        asked = db.session.get_one(Introduction, placement.introduction_id)
        placement.volunteer_id = asked.volunteer_id = volunteer.id
    db.session.scalars(
        select(Entry).where(Entry.state == "draft")
    ).one().volunteer_id = volunteer.id
    elsewhere = db.session.scalars(select(OwnEngagement).limit(1)).one()
    elsewhere.volunteer_id, elsewhere.state = volunteer.id, "declared"
    elsewhere.association_id = db.session.scalar(
        select(Membership.association_id).join(Account).where(Account.email.like("asso%@demo.test"))
    )
    referral = select(AmbassadorReferral).where(AmbassadorReferral.state == "taken").limit(1)
    db.session.scalars(referral).one().volunteer_id = volunteer.id


def _add_what_is_counted(known: dict[str, Account]) -> None:
    pilot = known["pilot"]
    day = date(2026, 1, 1)
    theirs = select(Post.operator_id).where(Post.account_id == known["operator"].id)
    for by, operator_id in ((pilot, None), (known["operator"], db.session.scalar(theirs))):
        report = Report(
            label="Janvier", since=day, until=day + timedelta(days=30), operator_id=operator_id,
            opened_by_id=pilot.id, state="open",
        )  # fmt: skip
        db.session.add(report)
        db.session.flush()
        actions.freeze(report, by=by)
    mapping = ColumnMapping(name="SI du Département", columns=[["key", "id"]])
    db.session.add(mapping)
    db.session.flush()
    db.session.add(
        Extraction(
            mapping_id=mapping.id, indicator="i1", since=day, until=day, kind="csv",
            rows=0, asked_by_id=pilot.id,
        )
    )  # fmt: skip
    link = ReadingLink(
        name="Les Mots Simples", digest="x" * 64, made_by_id=pilot.id,
        person_id=known["volunteer"].id, expires_at=clock.now() + timedelta(days=9),
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    db.session.add(Remark(link_id=link.id, page="aide", sentence="Une phrase."))
    db.session.add(WeightVersion(weights={}, report=LEARNED))
