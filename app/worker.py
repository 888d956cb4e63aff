"""Work outside the request: each concept’s verbs, safe to run twice, run over and over."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import click
import structlog
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db

log = structlog.get_logger("app.worker")


@dataclass(frozen=True)
class Duty:
    """A verb to run, and how many seconds to leave between two runs."""

    verb: str
    run: Callable[[], object]
    every: float


DUTIES: list[Duty] = []


def duty(verb: str, every: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have the worker run this function every so many seconds."""

    def listed(run: Callable[[], object]) -> Callable[[], object]:
        DUTIES.append(Duty(verb, run, every))
        return run

    return listed


class Worker(threading.Thread):
    """Runs every duty in turn; one that fails is logged and tried again at its next time."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="worker", daemon=True)
        self.app = app
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until told to stop."""
        due = {duty.verb: 0.0 for duty in DUTIES}
        while not self.stopping.wait(1.0):
            for item in DUTIES:
                if time.monotonic() >= due[item.verb]:
                    self.do(item)
                    due[item.verb] = time.monotonic() + item.every

    def do(self, item: Duty) -> None:
        """Run one duty in its own context; a broken database leaves the others their turn."""
        with self.app.app_context():
            try:
                item.run()
            except SQLAlchemyError:
                log.exception("duty failed", verb=item.verb)
            finally:
                db.session.remove()


@click.command("worker")
def command() -> None:
    """Run every duty of the site until interrupted."""
    Worker(current_app._get_current_object()).run()  # type: ignore[attr-defined]  # noqa: SLF001
