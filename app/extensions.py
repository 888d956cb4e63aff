"""The database, sign-in, mail, CSRF and migrations, shared by every concept."""

import secrets
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import g, has_request_context, request
from flask_login import LoginManager
from flask_mail import Mail
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, String, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PATIENCE = 5000  # milliseconds that SQLite waits for who writes
READS = "reads"  # the option of a connection that only reads, outside a request
HURRIED = "hurried"  # that of one that writes what nobody should wait for


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that keeps its time zone on every engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a moment without its zone, and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table shares: constraint names, and how Python types are stored."""

    registry = registry(
        metadata=MetaData(naming_convention=CONVENTION),
        type_annotation_map={datetime: Moment(), list[str]: JSON(), dict[str, Any]: JSON()},
    )


db = SQLAlchemy(model_class=Base)
login = LoginManager()
mail = Mail()
csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True, compare_type=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def new_token() -> str:
    """Make an identifier for an address: 128 random bits, tells nothing."""
    return secrets.token_urlsafe(16)


class Identified:
    """An integer key, for joins only: it never leaves the database."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Addressed(Identified):
    """A thing with a page: its address holds a random token."""

    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_token)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    """Take the write lock at once when the request writes, so that reading then writing is safe.

    What is « hurried » would rather not be written than keep a reader waiting.
    """
    if connection.dialect.name != "sqlite":
        return
    said = connection.get_execution_options()
    if not said.get(HURRIED):
        reads = _is_reading() or said.get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
        return
    held = connection.connection.dbapi_connection
    held.execute("PRAGMA busy_timeout=200")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        held.execute(f"PRAGMA busy_timeout={PATIENCE}")


def _is_reading() -> bool:
    if not has_request_context() or g.get("keeps"):
        return False
    return g.get("only_reads", False) or request.method in {"GET", "HEAD", "OPTIONS"}
