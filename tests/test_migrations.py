"""The migrations make exactly the tables of the site, and can be undone, on both engines."""

import shutil
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, MetaData, create_engine, inspect, text

from app import create_app
from app.extensions import db
from config import Settings
from tests import database


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Make the site on a database where nothing has been made."""
    url = database.fresh(database_url, tmp_path, "migrated")
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


def test_what_the_first_release_wrote_is_kept_forward_and_back(empty: Flask):
    upgrade(revision="0001")
    written = _write_two_rows_in_each_table()
    upgrade()
    assert _rows(written) == written
    with db.engine.connect() as connection:
        cover, session, assignment = (
            connection.execute(text(f"SELECT * FROM {table} WHERE id = 1")).mappings().one()
            for table in ("covers", "account_sessions", "assignments")
        )
    assert len(cover["token"]) == 22
    assert session["seen_at"] == session["created_at"]
    assert (assignment["operator_id"], assignment["territory_id"]) == (1, 1)
    downgrade(revision="0001")
    assert _rows(written) == written


def test_people_go_on_reading_while_the_base_is_upgraded(empty: Flask):
    upgrade(revision="0001")
    _write_two_rows_in_each_table()
    reader = create_engine(db.engine.url)
    counted: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with empty.test_request_context("/"), reader.connect() as connection:
                found = connection.execute(text("SELECT COUNT(*) FROM accounts"))
                counted.append(found.scalar_one())

    visitor = threading.Thread(target=read)
    visitor.start()
    upgrade()
    done.set()
    visitor.join()
    reader.dispose()
    assert len(counted) > 20
    assert set(counted) == {2}


def _rows(tables: Iterable[str]) -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()
            for table in tables
        }


def _write_two_rows_in_each_table() -> dict[str, int]:
    held = MetaData()
    held.reflect(db.engine)
    tables = [table for table in held.sorted_tables if table.name != "alembic_version"]
    with db.engine.begin() as connection:
        for table in tables:
            for rank in (1, 2):
                row = {column.name: _something(column, rank) for column in table.columns}
                connection.execute(table.insert().values(row))
    return dict.fromkeys([table.name for table in tables], 2)


def _something(column: Column[Any], rank: int) -> Any:
    if column.name in {"colleague_id", "owner_id"}:
        return 3 - rank
    kind: type = column.type.python_type
    if kind is str:
        return str(rank).zfill(min(5, getattr(column.type, "length", None) or 5))
    made = {int: rank, bool: True, float: 1.5, Decimal: Decimal(1), time: time(9)}
    days = {date: date(2026, 1, rank), datetime: datetime(2026, 1, rank, tzinfo=UTC)}
    return (made | days).get(kind, {})
