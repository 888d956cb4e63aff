"""Databases that keep what they promise: a SQLite file, and a PostgreSQL that can be restarted."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database


@dataclass
class Base:
    """Where a base is, and how it is restarted; counts one when it was."""

    url: str
    restart: Callable[[], int]


@contextmanager
def sqlite() -> Iterator[Base]:
    """Give a file: there is nothing to restart."""
    with database.sqlite() as url:
        yield Base(url, lambda: 0)


class Server:
    """A PostgreSQL with its ordinary, safe settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = database.programs()
        owner = database.ordinary_user()
        self.as_owner = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
        if owner:
            entry = pwd.getpwnam(owner)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", folder / "cluster", "-U", "postgres", "-A", "trust")
        self.start()

    def _run(self, program: str, *words: object) -> None:
        subprocess.run([self.programs / program, *words], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL, **self.as_owner)  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", self.folder / "cluster", "-k", self.folder,
             "-h", "", "-c", "max_connections=200"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder, **self.as_owner,
        )  # fmt: skip
        database.wait_until_ready(self.programs, self.folder)

    def restart(self) -> int:
        """Cut it short, as a power cut does, and start it again: it recovers from its journal."""
        self.stop(signal.SIGQUIT)
        self.start()
        return 1

    def stop(self, how: signal.Signals) -> None:
        """Stop it."""
        self.process.send_signal(how)
        self.process.wait(timeout=30)


@contextmanager
def postgresql() -> Iterator[Base]:
    """Start a PostgreSQL of its own."""
    folder = Path(tempfile.mkdtemp(prefix="ricochet-pg-", dir="/tmp"))
    server = Server(folder)
    try:
        yield Base(f"postgresql+psycopg://postgres@/postgres?host={folder}", server.restart)
    finally:
        server.stop(signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


BASES: dict[str, Callable[[], AbstractContextManager[Base]]] = {
    "sqlite": sqlite, "postgresql": postgresql,
}  # fmt: skip
