"""A backup comes back whole, or not at all, and nothing false comes back with it."""

import io
import os
import tarfile
import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.accounts.models import Account, AccountSession, OneTimeLink, Purpose
from app.extensions import db
from app.letters.models import Letter
from app.papers import files
from app.passports import keys
from app.privacy.models import ErasureRequest
from tests import database, people
from tests.upkeep import sites


@pytest.fixture(autouse=True)
def _programs_of_postgresql(monkeypatch):
    monkeypatch.setenv("PATH", f"{database.programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def here(database_url, tmp_path):
    """Give a site with people, papers, a key and letters."""
    with sites.lived_in(database_url, tmp_path / "here", "here") as app:
        awa = people.a_volunteer()
        people.a_mission()
        db.session.add(AccountSession(account=awa, token_hash="x", expires_at=tomorrow()))
        db.session.add(
            OneTimeLink(account=awa, purpose=Purpose.SIGN_IN, token_hash="y", expires_at=tomorrow())
        )
        for subject, facts in (
            ("Due", {}),
            ("Partie", {"sent_at": clock.now()}),
            ("Demain", {"not_before": tomorrow()}),
            ("Papier", {"channel": "paper"}),
        ):
            given = {"channel": "email", "address": "awa@example.org"} | facts
            db.session.add(Letter(kind="x/y", subject=subject, body="…", **given))
        db.session.commit()
        files.put(b"%PDF a signed paper")
        keys.make()
        yield app


def tomorrow():
    return clock.now() + timedelta(days=1)


def backup(app, folder):
    sites.run(app, "backup", folder)
    return max(folder.glob("ricochet-2*.tar.gz"))


def names():
    db.session.rollback()
    return set(db.session.scalars(select(Account.first_name)))


def test_everything_comes_back_on_an_empty_machine(here, database_url, tmp_path):
    kept = backup(here, tmp_path / "backups")
    assert kept.stat().st_mode & 0o077 == 0
    before, paper = names(), files.put(b"%PDF a signed paper")
    signing = keys.public()
    with sites.empty(database_url, tmp_path / "there", "there") as there:
        said = sites.run(there, "restore", kept)
        assert "est de retour" in said
        assert "flask privacy purge" in said
        assert names() == before
        assert files.read(paper) == b"%PDF a signed paper"
        assert keys.public() == signing
        letters = {one.subject: one for one in db.session.scalars(select(Letter))}
        assert {s for s, one in letters.items() if one.failed_at} == {"Due"}
        assert "peut-être déjà partie" in letters["Due"].failure
        assert db.session.scalar(select(AccountSession)).ended_at
        assert db.session.scalar(select(OneTimeLink)).used_at
        assert there.test_client().get("/healthz").status_code == 200


def test_a_base_where_people_are_is_replaced_only_when_told_to(here, tmp_path):
    kept = backup(here, tmp_path / "backups")
    people.a_volunteer(first_name="Nadia", email="nadia@example.org")
    db.session.commit()
    assert "--replace" in sites.run(here, "restore", kept, fails=True)
    assert "Nadia" in names()
    sites.run(here, "restore", kept, "--replace")
    assert "Nadia" not in names()


def test_who_was_erased_since_the_backup_is_erased_again(here, tmp_path):
    kept = backup(here, tmp_path / "backups")
    awa = db.session.scalar(select(Account).where(Account.first_name == "Awa"))
    gone = {"account_id": awa.id, "due_at": clock.now(), "done_at": clock.now()}
    db.session.add(ErasureRequest(**gone))
    awa.first_name = "Personne"
    db.session.commit()
    assert "1 effacement redemandé" in sites.run(here, "restore", kept, "--replace")
    assert "Awa" in names()
    sites.run(here, "privacy", "purge")
    with time_machine.travel(clock.now() + timedelta(days=3)):
        sites.run(here, "privacy", "purge")
    assert "Awa" not in names()


def test_a_damaged_backup_changes_nothing(here, tmp_path):
    kept = backup(here, tmp_path / "backups")
    whole = kept.read_bytes()
    for broken in (whole[: len(whole) // 2], b"not a backup", altered(kept)):
        kept.write_bytes(broken)
        assert "abîmée" in sites.run(here, "restore", kept, "--replace", fails=True)
        assert "Awa" in names()


def altered(kept):
    """Change one byte of a paper inside, and pack everything again."""
    out = io.BytesIO()
    with tarfile.open(kept) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for entry in old:
            content = old.extractfile(entry).read()
            if entry.name.startswith("papiers/"):
                content = content.replace(b"signed", b"forged")
            new.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def test_a_backup_of_a_later_release_is_refused(here, tmp_path):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    kept = backup(here, tmp_path / "backups")
    assert "plus récente" in sites.run(here, "restore", kept, "--replace", fails=True)


def test_backups_past_their_days_are_removed_and_nothing_else_is(here, tmp_path):
    folder = tmp_path / "backups"
    with time_machine.travel(clock.now() - timedelta(days=91)):
        old = backup(here, folder)
    with time_machine.travel(clock.now() - timedelta(days=89)):
        recent = backup(here, folder)
    (folder / "ricochet-notes.tar.gz").write_bytes(b"mine")
    newest = backup(here, folder)
    assert not old.exists()
    assert {p.name for p in folder.iterdir()} == {recent.name, newest.name, "ricochet-notes.tar.gz"}


def test_people_write_while_the_backup_is_made(here, database_url, tmp_path):
    done, written = threading.Event(), []

    def write():
        with here.app_context():
            while not done.is_set():
                people.a_volunteer(
                    first_name=f"P{len(written)}", email=f"p{len(written)}@example.org"
                )
                db.session.commit()
                written.append(len(written))
            db.session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    kept = backup(here, tmp_path / "backups")
    done.set()
    writer.join()
    with sites.empty(database_url, tmp_path / "there", "there") as there:
        sites.run(there, "restore", kept)
        count = db.session.scalar(select(func.count(Account.id)))
        assert 0 < count <= len(written) + 3
        assert db.session.scalar(select(func.count(Account.id.distinct()))) == count
