"""Nothing found: widen what was asked by one step, and say which."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.languages import _
from app.missions.search import AROUND, Answer, Filters, search
from app.phrases import after

FREER: dict[str, tuple[str, int]] = {
    "walk": ("transit", 45),
    "bike": ("transit", 45),
    "transit": ("transit", 75),
    "car": ("car", 60),
}
Step = tuple[Filters, str]


def within(minutes: int, mode: str) -> str:
    """Say the length of a trip: « 45 minutes à pied »."""
    said = {
        "walk": _("%(minutes)s minutes à pied", minutes=minutes),
        "bike": _("%(minutes)s minutes à vélo", minutes=minutes),
        "transit": _("%(minutes)s minutes en bus, tram ou train", minutes=minutes),
        "car": _("%(minutes)s minutes en voiture", minutes=minutes),
    }
    return said[mode]


@dataclass(frozen=True, eq=False)
class Widened:
    """What was found after all, and the sentence that says what was let go."""

    answer: Answer
    said: str


def widen(asked: Filters) -> Widened | None:
    """Find the first single step that gives something, else let go one thing after another."""
    for freer, said in steps(asked):
        answer = search(freer)
        if answer:
            return Widened(answer, said)
    return _all_together(asked)


def _all_together(asked: Filters) -> Widened | None:
    for let_go in STEPS:
        for freer, _said in let_go(asked):
            asked = freer
        answer = search(asked)
        if answer:
            return Widened(answer, _("Rien avec tous ces choix. Voici ce qui s’en approche."))
    return None


def steps(asked: Filters) -> Iterator[Step]:
    """List each way to ask a little less, the gentlest first."""
    for let_go in STEPS:
        yield from let_go(asked)


def _farther(asked: Filters) -> Iterator[Step]:
    if asked.place is None:
        return
    if asked.mode and asked.minutes:
        mode, minutes = FREER[asked.mode]
        minutes = max(minutes, asked.minutes)
        freer = replace(asked, mode=mode, minutes=minutes)
        if freer != asked:
            yield (
                freer,
                _(
                    "Rien à moins de %(trip)s. Voici à moins de %(wider)s.",
                    trip=within(asked.minutes, asked.mode),
                    wider=within(minutes, mode),
                ),
            )
        return
    near = int(asked.km or AROUND)
    for wide in (30, 60, 120):
        if wide > near:
            said = _(
                "Rien à moins de %(near)s km %(of_place)s. Voici jusqu’à %(wide)s km.",
                near=near,
                of_place=after(asked.place.name, "de"),
                wide=wide,
            )
            yield replace(asked, km=float(wide)), said


def _other_days(asked: Filters) -> Iterator[Step]:
    if asked.half_days:
        freer = replace(asked, half_days=frozenset())
        yield freer, _("Rien ces jours-là. Voici d’autres jours.")


def _fewer_demands(asked: Filters) -> Iterator[Step]:
    if asked.wishes:
        freer = replace(asked, wishes=frozenset())
        yield (
            freer,
            _("Rien avec tous ces choix. Voici sans l’un d’eux, lisez bien chaque mission."),
        )


def _other_domains(asked: Filters) -> Iterator[Step]:
    if asked.domains:
        freer = replace(asked, domains=frozenset())
        yield freer, _("Rien dans ce domaine pour l’instant. Voici d’autres domaines.")


def _anywhere(asked: Filters) -> Iterator[Step]:
    if asked.place:
        freer = replace(asked, place=None, mode=None, minutes=None, km=None)
        said = _(
            "Rien près %(of_place)s pour l’instant. Voici ce qu’il y a ailleurs.",
            of_place=after(asked.place.name, "de"),
        )
        yield freer, said


def _without_words(asked: Filters) -> Iterator[Step]:
    if asked.words:
        freer = replace(asked, words="")
        yield freer, _("Rien pour « %(words)s ». Voici les autres missions.", words=asked.words)


STEPS: tuple[Callable[[Filters], Iterator[Step]], ...] = (
    _farther,
    _other_days,
    _fewer_demands,
    _other_domains,
    _without_words,
    _anywhere,
)
