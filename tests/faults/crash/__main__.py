"""Run it, compare the ledger with the base and the mailbox, and print the figures."""

import argparse
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from app import create_app
from app.accounts.models import Account
from app.extensions import db
from app.introductions.models import Introduction
from app.journal import Event
from app.letters.models import Letter
from app.missions.models import Mission
from config import Settings
from tests import people
from tests.faults.crash.bases import BASES, Base
from tests.faults.crash.people import Ledger, Person
from tests.faults.crash.processes import Fleet
from tests.letters.post_offices import Mailbox, opened

CROWD, WEBS, WORKERS, MISSIONS, RESTARTS = 6, 4, 2, 12, 5
PATIENCE = 180.0


def free_ports(count: int) -> list[int]:
    """Find ports that nobody has."""
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


@contextmanager
def site(url: str, folder: Path, mail_port: int) -> Iterator[Flask]:
    """Make the base, its communes and missions, and have the processes told where it is."""
    told = {
        "demo": "1", "database_url": url, "instance": str(folder), "mail_server": "127.0.0.1",
        "mail_port": str(mail_port), "undo_minutes": "0", "proxies": "1", "log_level": "CRITICAL",
        "mail_timeout": "5",
    }  # fmt: skip
    os.environ |= {f"RICOCHET_{name.upper()}": value for name, value in told.items()}
    app = create_app(Settings.from_environment())
    with app.app_context():
        db.create_all()
        people.settle_communes()
        people.a_referent("Lea", holding=people.a_territory())
        for number in range(MISSIONS):
            people.a_mission(title=f"Mission {number}")
        db.session.commit()
        db.engine.dispose()
        yield app
        db.session.remove()
        db.engine.dispose()


def live(ports: list[int], ledger: Ledger, missions: list[str], over: threading.Event) -> None:
    """Have a crowd come and come until told that it is over."""
    numbers = iter(range(1_000_000))
    name = " ".join(people.COMMUNES[0][1:2])
    lock = threading.Lock()

    def come() -> None:
        while not over.is_set():
            with lock:
                number = next(numbers)
            Person(ports, ledger, random.Random(number)).live(number, name, missions)

    crowd = [threading.Thread(target=come) for _ in range(CROWD)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()


def break_everything(fleet: Fleet, base: Base, kills: int) -> int:
    """Kill so many processes, and restart the base a few times among them; count the restarts."""
    restarts = 0
    for share in range(1, RESTARTS + 1):
        fleet.kill(kills * share // RESTARTS)
        restarts += base.restart()
    return restarts


def drain() -> bool:
    """Wait until every letter that may leave has left."""
    end = time.monotonic() + PATIENCE
    waiting = select(Letter.id).where(
        Letter.sent_at.is_(None), Letter.failed_at.is_(None), Letter.channel == "email"
    )
    while time.monotonic() < end:
        left = db.session.scalar(waiting.limit(1))
        db.session.rollback()
        if left is None:
            return True
        time.sleep(1.0)
    return False


def faults(ledger: Ledger, box: Mailbox) -> tuple[list[str], dict[str, Any]]:
    """Compare what was acknowledged with the base, and the base with the mailbox."""
    found = [f"{count} × {what}" for what, count in Counter(ledger.wrong).items()]
    accounts = Counter(db.session.scalars(select(Account.email).where(Account.email.is_not(None))))
    found += [f"lost account {email}" for email in ledger.accounts if not accounts[email]]
    found += [f"double account {email}" for email, count in accounts.items() if count > 1]
    pairs = select(Account.email, Mission.token, Introduction.id)
    pairs = pairs.join_from(Introduction, Account, Introduction.volunteer_id == Account.id)
    rows = list(db.session.execute(pairs.join(Mission, Introduction.mission_id == Mission.id)))
    asked = Counter((email, mission) for email, mission, _ in rows)
    found += [f"lost request {pair}" for pair in ledger.asked if not asked[pair]]
    found += [f"double request {pair}" for pair, count in asked.items() if count > 1]
    verbs = select(Event.subject_id).where(
        Event.subject_type == Introduction.__tablename__, Event.verb == "ask"
    )
    noted = Counter(db.session.scalars(verbs))
    found += [f"request noted {noted[key]} times" for *_, key in rows if noted[key] != 1]
    letters = list(db.session.scalars(select(Letter).where(Letter.channel == "email")))
    confirmed = Counter(one.address for one in letters if one.kind == "accounts/confirm")
    theirs = {email for email in accounts if email.startswith("p")}
    found += [f"{confirmed[e]} letters to {e}" for e in theirs if confirmed[e] != 1]
    received = Counter(str(mail["Message-ID"]).strip("<>").split("@")[0] for mail in box.received)
    found += [
        f"never received: {one.kind} {one.failure}"
        for one in letters
        if not received[one.token] and not one.recalled_at
    ]
    twice = [one for one in letters if received[one.token] > 1]
    found += [f"twice for no reason {one.kind}" for one in twice if one.attempts < 2]
    told = {"accounts": len(theirs), "requests": len(rows), "letters": len(letters)}
    return found, told | {"received_twice": len(twice)}


def main() -> None:
    """Kill, compare, print; fail when anything was lost or done twice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    box, ledger, over = Mailbox(), Ledger(), threading.Event()
    box.slow = 0.03
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ricochet-faults-")))
        base = stack.enter_context(BASES[given.engine]())
        mail_port = stack.enter_context(opened(box))
        stack.enter_context(site(base.url, folder, mail_port))
        missions = list(db.session.scalars(select(Mission.token).order_by(Mission.id)))
        db.session.remove()
        ports = free_ports(WEBS)
        fleet = stack.enter_context(Fleet(ports, WORKERS, random.Random(given.seed)))
        began = time.monotonic()
        crowd = threading.Thread(target=live, args=(ports, ledger, missions, over))
        crowd.start()
        try:
            restarts = break_everything(fleet, base, given.kills)
        finally:
            over.set()
            crowd.join()
        spent = time.monotonic() - began
        drained = drain()
        found, told = faults(ledger, box)
        if not drained:
            found.append("letters still wait")
        if given.engine == "sqlite" and db.session.scalar(text("PRAGMA integrity_check")) != "ok":
            found.append("the file of the base is damaged")
        db.session.remove()
    figures = {
        "engine": given.engine, "seconds": round(spent), "kills": fleet.kills,
        "base_restarts": restarts, "acknowledged_accounts": len(ledger.accounts),
        "acknowledged_requests": len(ledger.asked), "connections_broken": ledger.broken,
        "answers_503": ledger.refused, "never_heard_back": ledger.unheard, **told,
        "faults": found,
    }  # fmt: skip
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
