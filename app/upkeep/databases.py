"""Copying a whole database to a file and back, by each engine’s own means, while it serves."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import click
from sqlalchemy import URL, func, inspect, select

from app.accounts.models import Account
from app.extensions import db

AFRESH = "SET lock_timeout = '30s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"


class Refused(click.ClickException):
    """It cannot be done; the sentence says why and what to do."""


def engine() -> str:
    """Name the engine in use."""
    return db.engine.dialect.name


def revision() -> str:
    """Give the revision of the schema, or nothing when there is none."""
    if not inspect(db.engine).has_table("alembic_version"):
        return ""
    with db.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found or "")


def is_empty() -> bool:
    """Tell whether nobody has an account here."""
    if not inspect(db.engine).has_table(Account.__tablename__):
        return True
    with db.engine.connect() as connection:
        return not connection.scalar(select(func.count()).select_from(Account))


def dump(target: Path) -> None:
    """Write everything as it is at one moment; people go on reading and writing meanwhile."""
    if engine() == "sqlite":
        with closing(sqlite3.connect(_file())) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        _check(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path) -> None:
    """Put everything back, whole or not at all."""
    if engine() == "sqlite":
        _check(source)
        with (
            closing(sqlite3.connect(source)) as kept,
            closing(sqlite3.connect(_file(), timeout=30)) as target,
        ):
            kept.backup(target)
        return
    script = source.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source), at=False)
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
         f"--command={AFRESH}", f"--file={script}")  # fmt: skip


def _file() -> str:
    return str(db.engine.url.database)


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused("Le fichier de la base est abîmé.") from error
    if found != "ok":
        raise Refused("Le fichier de la base est abîmé.")


def _run(program: str, *words: str, at: bool = True) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, where no one reads it."""
    path = shutil.which(program)
    if path is None:
        raise Refused(f"Il manque le programme {program} : installez postgresql-client.")
    where = [f"--dbname={_address(db.engine.url)}"] if at else []
    secret = {"PGPASSWORD": str(db.engine.url.password)} if db.engine.url.password else {}
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [path, *where, *words],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["sans un mot"])[0]
        raise Refused(f"{program} a refusé : {said}")


def _address(url: URL) -> str:
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    return plain.render_as_string(hide_password=False)
