"""The doctor says what is well and what is not, and its exit code tells a machine."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock, duties
from app.duties import Turn
from app.extensions import db
from app.journal import Event
from app.letters.models import Letter
from app.passports import keys
from tests.letters.post_offices import Mailbox, opened
from tests.upkeep import sites

GOOD = {"secret_key": "x" * 40, "public_url": "https://benevolat.example.org", "demo": False}


@pytest.fixture
def post():
    """Give the port of a mail server that answers."""
    with opened(Mailbox()) as port:
        yield {"mail_server": "127.0.0.1", "mail_port": port}


@pytest.fixture
def ward(database_url, tmp_path, post):
    """Give a site in good health, whose worker has just written."""
    tmp_path.chmod(0o750)
    with sites.lived_in(database_url, tmp_path, "ward", **GOOD, **post) as app:
        keys.make()
        duties.beat()
        yield app


def test_a_site_in_good_health(ward):
    said = sites.run(ward, "doctor")
    for words in ("à jour", "répond.", "l’ouvrier travaille", "Tout va bien."):
        assert words in said
    assert "attention" not in said.replace("attention  polices", "")


def test_everything_that_ails_is_told_at_once(ward, monkeypatch):
    monkeypatch.setenv("RICOCHET_MAIL_SERVR", "smtp.example.org")
    next(keys.folder().glob("*.json")).chmod(0o644)
    now, long_ago = clock.now(), clock.now() - timedelta(hours=3)
    db.session.merge(Turn(verb=duties.BEATING, started_at=long_ago, ended_at=long_ago))
    db.session.add(Turn(verb="papers render", started_at=now, failures=3, failure="OSError"))
    db.session.add(Letter(kind="x", channel="email", subject="s", body="b", not_before=long_ago))
    db.session.add(
        Event(verb="meet", subject_type="x", subject_id=1, at=now + timedelta(days=1))
    )  # fmt: skip
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    said = sites.run(ward, "doctor", fails=True)
    for words in (
        "RICOCHET_MAIL_SERVR n’est pas un réglage", "lisible par d’autres", "se tait depuis",
        "« papers render » échoue", "1 lettres en retard", "l’horloge a reculé", "flask db upgrade",
    ):  # fmt: skip
        assert words in said, words
    assert "6 choses à réparer" in said


def test_a_mail_server_that_is_away_is_told(database_url, tmp_path):
    with opened(Mailbox()) as port:
        closed = port
    away = {"mail_server": "127.0.0.1", "mail_port": closed}
    with sites.lived_in(database_url, tmp_path, "ward", **GOOD, **away) as app:
        assert "ne veut pas de nous (ConnectionRefusedError)" in sites.run(
            app, "doctor", fails=True
        )


def test_a_base_that_does_not_answer_is_told_with_all_the_rest(tmp_path):
    url = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    with sites.opened(url, tmp_path, **GOOD | {"secret_key": "court"}) as app:
        said = sites.run(app, "doctor", fails=True)
    assert "elle ne répond pas (OperationalError)" in said
    assert "RICOCHET_SECRET_KEY" in said
