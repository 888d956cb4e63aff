"""Léa accompanies Awa; Luc works elsewhere."""

from dataclasses import dataclass, field

import pytest
from flask import Flask

from app.accompaniments.models import Episode
from app.accounts.models import Account
from tests import accompanying, people


@dataclass
class Cast:
    """Léa, Awa whom she accompanies for two months, Luc who does not."""

    lea: Account = field(default_factory=people.a_referent)
    luc: Account = field(default_factory=lambda: people.a_referent("Luc"))
    awa: Account = field(init=False)
    episode: Episode = field(init=False)

    def __post_init__(self) -> None:
        """Have Léa accompany Awa."""
        self.awa = people.a_volunteer(followed_by=self.lea, last_name="Diop")
        self.episode = accompanying.an_accompaniment(self.awa, self.lea)

    @property
    def file(self) -> str:
        """The address of Awa's file."""
        return f"/referent/personnes/{self.awa.token}"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Put the cast in place."""
    return Cast()
