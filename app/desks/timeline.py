"""One person’s history: everything dated, told in one sentence each, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app import clock
from app.vocabulary import Worded

SHOWN = 60


class Strand(Worded):
    """What one may ask the timeline to show alone."""

    INTERVIEWS = "entretiens", "Entretiens"
    MISSIONS = "missions", "Missions"
    CONTRACT = "contrat", "Contrat"
    GROUPS = "ateliers", "Ateliers"
    NEEDS = "besoins", "Besoins et notes"
    LETTERS = "messages", "Messages"
    PATH = "parcours", "Parcours"


@dataclass(frozen=True)
class Happening:
    """One line of the timeline; ``private`` ones are for who mediates, and nobody else."""

    at: datetime | date
    title: str
    strand: Strand
    text: str | None = None
    private: bool = False
    url: str | None = None

    @property
    def moment(self) -> tuple[date, datetime]:
        """When it happened, comparable: a day without an hour comes before its hours."""
        if isinstance(self.at, datetime):
            return clock.in_paris(self.at).date(), self.at
        return self.at, clock.from_paris(self.at, 0)


@dataclass(frozen=True)
class Story:
    """What the timeline shows, and how much there is of each strand."""

    told: list[Happening]
    counts: list[tuple[Strand, int]]
    total: int
    hidden: int


def told(happenings: Iterable[Happening], strand: str = "", *, whole: bool = False) -> Story:
    """Sort what happened, newest first, keep one strand if asked, and not all of a long life."""
    every = sorted(happenings, key=lambda one: one.moment, reverse=True)
    counts = [(one, sum(h.strand == one for h in every)) for one in Strand]
    kept = [h for h in every if not strand or h.strand == strand]
    shown = kept if whole else kept[:SHOWN]
    return Story(shown, [c for c in counts if c[1]], len(every), len(kept) - len(shown))


def unlinked(story: Story) -> Story:
    """Give the same story without its addresses, for who may read nothing else."""
    return replace(story, told=[replace(one, url=None) for one in story.told])
