"""The disk is full, the base is held, the clock goes back: people read on, nothing is lost."""

import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter

import pytest
import structlog
import time_machine
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError

from app import clock, logs
from app.accounts.models import AccountSession
from app.extensions import db
from app.letters import delivery
from app.letters.models import Letter
from app.papers import files
from app.profiles.models import Profile
from app.worker import Worker
from tests import database, people

WISH = "J’aimerais aider au jardin partagé."
on_sqlite = pytest.mark.skipif(database.ENGINE != "sqlite", reason="the base is a file of ours")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow any more: what a full disk does to whoever writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def held_base() -> Iterator[None]:
    """Keep for oneself what the others want to write: the file, or the rows."""
    holder = db.engine.connect()
    try:
        if database.ENGINE == "sqlite":
            holder.execute(text("SELECT 1"))  # outside a request, this takes the write lock
        else:
            holder.execute(text("LOCK TABLE profiles, events IN EXCLUSIVE MODE"))
        yield
    finally:
        holder.rollback()
        holder.close()


@pytest.fixture(autouse=True)
def _logs_as_served() -> Iterator[None]:
    """Write logs as the real site does: losing a line breaks nothing."""
    root = logging.getLogger()
    kept = (root.handlers, root.level)
    logs.configure("ERROR")
    yield
    root.handlers, root.level = kept
    structlog.reset_defaults()


@pytest.fixture
def awa(app, as_):
    """Give Awa, who came an hour ago and is about to write a wish."""
    account = people.a_volunteer()
    browser = as_(account)
    browser.open("/mon-profil/envies")
    db.session.execute(
        update(AccountSession).values(seen_at=clock.now() - timedelta(hours=1))
    )  # fmt: skip
    db.session.commit()
    return browser


def wishes():
    found = db.session.scalar(select(Profile.wishes))
    db.session.rollback()
    return found or ""


@on_sqlite
def test_on_a_full_disk_people_read_and_nothing_typed_is_lost(awa, app):
    with full_disk():
        assert awa.client.get("/missions").status_code == 200
        assert awa.client.get("/mon-profil").status_code == 200
        page = awa.press("Continuer", status=503, wishes=WISH)
        Worker(app).heart.beat()
    assert WISH in page.html, "what she typed is given back"
    assert page.headers["Retry-After"]
    assert wishes() == ""
    awa.open("/mon-profil/envies")
    awa.press("Continuer", wishes=WISH)
    assert wishes() == WISH
    assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_paper_that_finds_no_room_leaves_nothing_behind(app):
    before = {path for path in files.folder().rglob("*") if path.is_file()}
    with full_disk(), pytest.raises(OSError, match="File too large"):
        files.put(b"x" * 1000)
    assert {path for path in files.folder().rglob("*") if path.is_file()} == before


def test_a_base_held_by_another_stops_who_writes_a_moment_and_nobody_who_reads(awa, app):
    with held_base():
        began = perf_counter()
        assert awa.client.get("/missions?q=jardin").status_code == 200
        read = perf_counter() - began
        page = awa.press("Continuer", status=503, wishes=WISH)
    assert read < 4, "who reads does not wait for the lock"
    assert WISH in page.html
    awa.open("/mon-profil/envies")
    awa.press("Continuer", wishes=WISH)
    assert wishes() == WISH
    said = awa.client.get("/metrics").get_data(as_text=True)
    refused = next(line for line in said.splitlines() if line.startswith("ricochet_database_ref"))
    assert float(refused.split()[1]) >= 1


def test_a_clock_that_was_ahead_then_set_back_holds_no_letter_up(app):
    letter = Letter(kind="x/y", channel="email", address="a@example.org", subject="Oui", body="…")
    letter.written_at = letter.not_before = clock.now() - timedelta(minutes=1)
    db.session.add(letter)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert delivery.claim({"email"}) is not None, "a worker takes it, then dies"
    taken = delivery.claim({"email"})
    assert taken is not None
    assert delivery.claim({"email"}) is None, "two workers do not have it"


def test_a_session_that_ended_does_not_live_again_when_the_clock_goes_back(awa):
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert awa.client.get("/mon-profil").status_code == 303
    assert awa.client.get("/mon-profil").status_code == 303


def test_who_signs_up_while_the_base_is_held_sends_the_same_form_again(app, visitor):
    page = visitor.open("/inscription/benevole")
    hidden = {one["name"]: one["value"] for one in page.soup.select("form input[type=hidden]")}
    typed = {"first_name": "Ana", "commune": "Grenoble", "phone": "06 12 34 56 78"} | hidden
    db.session.rollback()

    commits = []

    def refuse(_connection):
        commits.append(1)
        if len(commits) > 1:  # the throttle writes first, in a transaction of its own
            raise OperationalError("COMMIT", {}, Exception("disk full"))

    event.listen(db.engine, "commit", refuse)
    try:
        assert visitor.client.post("/inscription/benevole", data=typed).status_code == 503
    finally:
        event.remove(db.engine, "commit", refuse)
    again = visitor.client.post("/inscription/benevole", data=typed)
    assert again.status_code == 303, "the form and its cookie still fit"
