"""People who sign up and ask for missions, and the ledger of what the site told them was done."""

import random
import re
import threading
from dataclasses import dataclass, field

import httpx

PASSWORD = "quatre mots bien longs"
TRIES = 12


@dataclass
class Ledger:
    """What was acknowledged, and what was tried without ever hearing back."""

    accounts: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    unheard: int = 0
    broken: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


class Person:
    """A browser that tries again when the site falls silent, as people do, with the same form."""

    def __init__(self, ports: list[int], ledger: Ledger, dice: random.Random) -> None:
        self.ports, self.ledger, self.dice = ports, ledger, dice
        address = ".".join(str(dice.randrange(1, 255)) for _ in range(3))
        self.client = httpx.Client(headers={"X-Forwarded-For": f"10.{address}"}, timeout=20)

    def ask(self, method: str, path: str, **values: str) -> httpx.Response | None:
        """Ask one of the processes, and another when it dies; give up after a while."""
        for _ in range(TRIES):
            port = self.dice.choice(self.ports)
            try:
                answer = self.client.request(
                    method, f"http://127.0.0.1:{port}{path}", data=values or None
                )
            except httpx.TransportError:
                self.ledger.broken += 1
                threading.Event().wait(0.05)
                continue
            if answer.status_code != 503:
                return answer
            self.ledger.refused += 1
            threading.Event().wait(0.2)
        return None

    def fill(self, path: str, **values: str) -> httpx.Response | None:
        """Open a form, then send it."""
        page = self.ask("GET", path)
        if page is None or page.status_code != 200:
            return page
        hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]*?value="([^"]+)"', page.text))
        return self.ask("POST", path, **hidden, **values)

    def live(self, number: int, commune: str, missions: list[str]) -> None:
        """Sign up, then ask for two missions."""
        email = f"p{number}@example.org"
        signed = self.fill(
            "/inscription/benevole", first_name=f"P{number}", commune=commune, email=email,
            password=PASSWORD,
        )  # fmt: skip
        if self._heard(signed, "sign up"):
            self.ledger.accounts.append(email)
            for mission in self.dice.sample(missions, 2):
                if self._heard(self.fill(f"/missions/{mission}/demander"), "ask"):
                    self.ledger.asked.append((email, mission))
        self.client.close()

    def _heard(self, answer: httpx.Response | None, what: str) -> bool:
        if answer is None:
            self.ledger.unheard += 1
            return False
        if answer.status_code != 303 or "/connexion" in answer.headers["Location"]:
            self.ledger.wrong.append(f"{what}: {answer.status_code}")
            return False
        return True
