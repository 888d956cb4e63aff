"""What every story starts from: the site on a fresh database, visitors, and query counts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, exists, select, text

from app import create_app
from app.extensions import db
from app.territories.models import Commune
from config import Settings
from tests import database, people
from tests.browser import Visitor


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """Open one database for the whole run."""
    with database.open_database() as url:
        yield url


@pytest.fixture(scope="session")
def site(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Make the site once, with its tables and the communes of the stories."""
    settings = Settings(
        demo=True,
        secret_key="a-secret-for-the-tests-that-is-long-enough",
        database_url=database_url,
        instance=str(tmp_path_factory.mktemp("instance")),
        public_url="http://ricochet.test",
        log_level="CRITICAL",
    )
    made = create_app(settings)
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = True
    with made.app_context():
        db.create_all()
        people.settle_communes()
        db.session.commit()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """Give the site inside a story, and forget the story afterwards."""
    with site.app_context():
        yield site
        db.session.rollback()
        db.session.remove()
    site.extensions.pop("missions_index", None)
    with site.app_context():
        _forget()


def _forget() -> None:
    kept = {"communes", "postal_codes"}
    elsewhere = Commune.code.not_in([code for code, *_ in people.COMMUNES])
    with db.engine.begin() as connection:
        crowded = connection.scalar(select(exists().where(elsewhere)))
        if connection.dialect.name == "postgresql":
            kept = set() if crowded else kept
            tables = [table for table in db.metadata.sorted_tables if table.name not in kept]
            held = connection.execute(select(*(exists(table.select()) for table in tables))).one()
            names = ", ".join(t.name for t, used in zip(tables, held, strict=True) if used)
            if names:
                connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        else:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for table in reversed(db.metadata.sorted_tables):
                if table.name not in kept:
                    connection.execute(table.delete())
            connection.execute(Commune.__table__.delete().where(elsewhere))
    if crowded and not kept:
        people.settle_communes()
        db.session.commit()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Someone who is not signed in."""
    return Visitor(app)


@pytest.fixture
def as_(app: Flask) -> Callable[[people.Account], Visitor]:
    """Give a browser where this person is signed in."""

    def signed_in(account: people.Account) -> Visitor:
        return Visitor(app).signed_in(account)

    return signed_in


@pytest.fixture
def queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """Count the statements sent to the database inside a ``with``."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: object, _cu: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counted


@pytest.fixture
def shared() -> Path:
    """Give the folder of shared material, or skip with a line when it is not named."""
    import os

    named = os.environ.get("RICOCHET_SHARED")
    if not named:
        pytest.skip("RICOCHET_SHARED is not set: the shared material is not read")
    return Path(named)
