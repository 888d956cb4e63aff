"""Work outside the request: each concept’s verbs, safe to run twice, run over and over."""

import signal
import threading
import time
from types import FrameType

import click
import structlog
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from app import duties
from app.duties import DUTIES, Duty, duty
from app.extensions import db

__all__ = ["DUTIES", "Duty", "Worker", "duty"]

log = structlog.get_logger("app.worker")
BEAT = 15.0
LONG = 5.0
LOOK = 30.0  # seconds between two looks at who has the turn of a shared duty


class Heart(threading.Thread):
    """Tells that the worker lives, however long a duty takes."""

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        super().__init__(name="heart", daemon=True)
        self.app, self.stopping = app, stopping

    def run(self) -> None:
        """Beat until told to stop."""
        while not self.stopping.wait(BEAT):
            self.beat()

    def beat(self) -> None:
        """Beat once; a database that refuses shows as a beat that is missing."""
        with self.app.app_context():
            try:
                duties.beat()
            except SQLAlchemyError:
                log.exception("beat failed")
            finally:
                db.session.remove()


class Worker(threading.Thread):
    """Runs every duty in turn; one that fails is logged and tried again at its next time."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="worker", daemon=True)
        self.app = app
        self.stopping = threading.Event()
        self.heart = Heart(app, self.stopping)
        self.unsettled = {item.verb for item in DUTIES}

    def run(self) -> None:
        """Work until told to stop."""
        self.heart.beat()
        self.heart.start()
        due = {duty.verb: 0.0 for duty in DUTIES}
        while not self.stopping.wait(1.0):
            for item in DUTIES:
                if time.monotonic() >= due[item.verb] and not self.stopping.is_set():
                    self.do(item)
                    due[item.verb] = time.monotonic() + min(item.every, LOOK)

    def do(self, item: Duty) -> None:
        """Run one duty in its own context; one that breaks leaves the others their turn."""
        with self.app.app_context():
            try:
                if not item.is_shared or duties.take(item):
                    self._run(item)
            except SQLAlchemyError:
                log.exception("turn not taken", verb=item.verb)
            finally:
                db.session.remove()

    def _run(self, item: Duty) -> None:
        """Run it; a duty of every few seconds is written down when it fails, then when it heals."""
        failure, started = "", time.monotonic()
        try:
            item.run()
        except Exception as error:  # the one place: a fault must not stop the letters
            failure = type(error).__name__
            log.exception("duty failed", verb=item.verb)
            db.session.rollback()
        spent = time.monotonic() - started
        if spent > LONG:
            log.info("long duty", verb=item.verb, milliseconds=round(spent * 1000))
        if failure or item.is_shared or item.verb in self.unsettled:
            duties.settle(item.verb, failure)
            (self.unsettled.add if failure else self.unsettled.discard)(item.verb)

    def stop(self) -> None:
        """Ask to stop after what is being done: a letter on its way is marked as gone."""
        self.stopping.set()


@click.command("worker")
def command() -> None:
    """Run every duty of the site until interrupted."""
    worker = Worker(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
