"""Finding someone in a caseload: chips that count and filter, orders, and names half remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from app import clock
from app.desks.attention import interview_late, to_renew
from app.desks.lines import Line
from app.territories.names import simplified

NEAR = 78
LONGEST = 60
FAR = date.max


@dataclass(frozen=True)
class Chip:
    """A question about a line, by its name in addresses and its words."""

    key: str
    label: str
    holds: Callable[[Line], bool]


FINISHED = Chip("finis", "Accompagnement fini", lambda line: line.left_on is not None)
CHIPS = (
    Chip("a-voir", "À voir d’abord", lambda line: any(r.presses for r in line.reasons)),
    Chip(
        "entretien-en-retard",
        "Entretien en retard",
        lambda line: interview_late(line.facts, clock.today()) > 0,
    ),
    Chip("a-noter", "Entretien à noter", lambda line: line.pace.unrecorded is not None),
    Chip(
        "contrat-a-renouveler",
        "Contrat à renouveler",
        lambda line: to_renew(line.facts, clock.today()),
    ),
    Chip("sans-mission", "Sans mission", lambda line: not line.facts.at_work and not line.left_on),
    Chip("essai", "Essai en cours", lambda line: line.on_trial),
    Chip("en-mission", "En mission", lambda line: line.facts.at_work),
    Chip(
        "profil-a-finir", "Profil à finir", lambda line: not line.profile_done and not line.left_on
    ),
    Chip("besoins", "Besoins ouverts", lambda line: line.barriers > 0),
    Chip("a-commencer", "À commencer", lambda line: not line.facts.started_on and not line.left_on),
    Chip("suspendus", "Suspendus", lambda line: line.suspended),
    FINISHED,
    Chip("remplacement", "Pour un collègue", lambda line: bool(line.absent)),
)
ORDERS: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "nom": lambda line: (simplified(line.person.full_name),),
    "entretien": lambda line: (line.pace.next or FAR, line.pace.last or date.min),
    "contrat": lambda line: (line.contract_ends or FAR,),
    "nouvelles": lambda line: (line.last_news,),
}


def counted(lines: Sequence[Line], chosen: str) -> list[tuple[Chip, int]]:
    """Count the people of each chip, leaving out the chips that hold for nobody."""
    counts = [(chip, sum(map(chip.holds, lines))) for chip in CHIPS]
    return [(chip, count) for chip, count in counts if count or chip.key == chosen]


def going_on(lines: Sequence[Line]) -> list[Line]:
    """Leave out whose accompaniment is over, unless something waits for them."""
    return [line for line in lines if line.left_on is None or any(r.presses for r in line.reasons)]


def narrowed(lines: Sequence[Line], chosen: str, typed: str, order: str) -> list[Line]:
    """Keep the people of a chip whose name looks like what was typed, in an order."""
    chip = next((one for one in CHIPS if one.key == chosen), None)
    around = lines if chip or typed else going_on(lines)
    kept = [line for line in around if chip is None or chip.holds(line)]
    if order in ORDERS:
        kept.sort(key=ORDERS[order])
    return named(kept, typed)


def named(lines: Sequence[Line], typed: str) -> list[Line]:
    """Keep who has such a name: any part of it, whatever the accents; else what looks like it."""
    wanted = simplified(typed[:LONGEST]).split()
    if not wanted:
        return list(lines)
    exact = [line for line in lines if _holds(line, wanted)]
    return exact or [line for line in lines if _looks_like(line, wanted)]


def _names(line: Line) -> str:
    return simplified(line.person.full_name)


def _holds(line: Line, wanted: list[str]) -> bool:
    name = _names(line)
    return all(word in name for word in wanted)


def _looks_like(line: Line, wanted: list[str]) -> bool:
    """Compare each word typed with the names, and with their beginnings for a name half typed."""
    names = _names(line).split()
    return all(any(_near(word, name) for name in names) for word in wanted)


def _near(word: str, name: str) -> bool:
    return max(fuzz.ratio(word, name), fuzz.ratio(word, name[: len(word)])) >= NEAR
