"""What people do on an ordinary morning, for locust: read by `bench.load`, which says who they are.

The file named by BENCH_WHO holds each role’s cookies and addresses; every answer’s time is written
to the file named by BENCH_TIMES when the crowd goes home.
"""

import json
import os
import random
from pathlib import Path

from locust import FastHttpUser, between, constant, events, task

WHO = json.loads(Path(os.environ["BENCH_WHO"]).read_text())
PAUSE = constant(0) if os.environ.get("BENCH_PAUSE") == "0" else between(2, 10)
TIMES = []


@events.request.add_listener
def note(name, response_time, exception, **_):
    """Keep the time of an answer, or none when it went wrong."""
    TIMES.append((name, None if exception else round(response_time, 1)))


@events.quitting.add_listener
def write(**_):
    """Write what was kept."""
    Path(os.environ["BENCH_TIMES"]).write_text(json.dumps(TIMES))


class Someone(FastHttpUser):
    """Opens pages, with a while between two."""

    abstract = True
    wait_time = PAUSE
    network_timeout = connection_timeout = 60

    def on_start(self):
        """Be one of those of this role."""
        people = WHO.get(type(self).__name__, [])
        self.who = random.choice(people) if people else {"cookie": "", "people": []}

    def see(self, path, name=None):
        """Open a page, which must be there."""
        head = {"Cookie": self.who["cookie"]} if self.who["cookie"] else {}
        self.client.get(path, name=name or path, headers=head, allow_redirects=False)


class Passerby(Someone):
    """Reads missions without signing in."""

    weight = 8

    @task(2)
    def home(self):
        self.see("/")

    @task(3)
    def search(self):
        word = random.choice(("jardin", "livre", "sport", "cuisine", "enfant", ""))
        self.see(f"/missions?q={word}", "/missions?q=…")

    @task(4)
    def mission(self):
        self.see(f"/missions/{random.choice(WHO['missions'])}", "/missions/…")


class Volunteer(Someone):
    """Looks at suggestions, their requests, a mission."""

    weight = 24

    @task(2)
    def desk(self):
        self.see("/moi")

    @task(3)
    def suggestions(self):
        self.see("/suggestions")

    @task(3)
    def mission(self):
        self.see(f"/missions/{random.choice(WHO['missions'])}", "/missions/…")

    @task(1)
    def requests(self):
        self.see("/mises-en-relation")

    @task(1)
    def profile(self):
        self.see("/mon-profil")


class Referent(Someone):
    """Goes from the day’s list to people’s files."""

    weight = 14

    @task(3)
    def desk(self):
        self.see("/referent")

    @task(3)
    def caseload(self):
        self.see("/referent/personnes")

    @task(4)
    def file(self):
        if self.who["people"]:
            token = random.choice(self.who["people"])
            self.see(f"/referent/personnes/{token}", "/referent/personnes/…")

    @task(1)
    def week(self):
        self.see("/referent/semaine")


class Pilot(Someone):
    """Reads the indicators."""

    weight = 4

    @task(2)
    def desk(self):
        self.see("/pilotage")

    @task(3)
    def indicators(self):
        self.see("/pilotage/indicateurs")


class Nobody(Someone):
    """Asks for an empty page."""

    @task
    def nothing(self):
        self.see("/")
