"""The migrations make exactly the tables of the site, and can be undone, on both engines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, make_url, text

from app import create_app
from app.extensions import db
from config import Settings
from tests import database


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Make the site on a database where nothing has been made."""
    if database.ENGINE == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as server:
            server.execute(text("DROP DATABASE IF EXISTS migrated"))
            server.execute(text("CREATE DATABASE migrated"))
        engine.dispose()
        url = make_url(database_url).set(database="migrated").render_as_string(False)
    made = create_app(Settings(demo=True, database_url=url, instance=str(tmp_path)))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_the_migrations_make_the_tables_of_the_site(empty: Flask):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_migrations_can_be_undone(empty: Flask):
    upgrade()
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
