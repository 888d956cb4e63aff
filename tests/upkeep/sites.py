"""Sites of their own, each with its base and its instance, to break and to put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import stamp

from app import create_app
from app.extensions import db
from config import Settings
from tests import database, people


@contextmanager
def opened(url: str, folder: Path, **settings: object) -> Iterator[Flask]:
    """Open a site on a base and an instance."""
    given = {"demo": True, "database_url": url, "instance": str(folder)} | settings
    app = create_app(Settings(**given))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def empty(database_url: str, folder: Path, name: str, **settings: object) -> Iterator[Flask]:
    """Open a site on a base where nothing has been made."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened(database.fresh(database_url, folder, name), folder, **settings) as app:
        yield app


@contextmanager
def lived_in(database_url: str, folder: Path, name: str, **settings: object) -> Iterator[Flask]:
    """Open a site whose base is up to date, with the communes of the stories."""
    with empty(database_url, folder, name, **settings) as app:
        db.create_all()
        stamp()
        people.settle_communes()
        db.session.commit()
        yield app


def run(app: Flask, *words: object, fails: bool = False) -> str:
    """Run a command, and give what it says."""
    db.session.remove()
    done = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert bool(done.exit_code) == fails, (done.output, done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output
