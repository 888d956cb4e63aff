"""How much each thing counts, and why a mission is shown to nobody, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.languages import _
from app.phrases import day, listed
from app.suggestions.models import WeightVersion

CRITERIA = {
    "wish": "Ce que la personne aimerait faire",
    "know": "Ce qu’elle sait faire",
    "fit": "L’un ou l’autre",
    "interest": "Les domaines qu’elle a choisis",
    "near": "Le trajet",
    "time": "Les jours et les heures",
}
TOLD = (
    (_("ce que vous aimeriez faire"), {"wish": 1.0, "fit": 0.5}),
    (_("ce que vous savez faire"), {"know": 1.0, "fit": 0.5}),
    (_("le temps de trajet"), {"near": 1.0}),
    (_("les domaines qui vous plaisent"), {"interest": 1.0}),
    (_("vos jours libres"), {"time": 1.0}),
)
CELL = 5  # no count of people below
A_LOT, SOME, NOTHING = 0.25, 0.1, 0.005
WHY = {
    "travel": "trop loin pour {}",
    "slots": "pas les jours de {}",
    "hours": "trop d’heures pour {}",
    "french": "trop de français à parler ou à lire pour {}",
    "driving_licence": "permis de conduire, que n’ont pas {}",
    "lifting": "charges à porter, impossible pour {}",
    "step_free": "lieu sans accès en fauteuil, impossible pour {}",
    "remote": "à distance, ce que ne veulent pas {}",
    "places": "plus de place",
    "others": "possible pour {}, mais d’autres missions passent devant",
}


def percent(share: float | None) -> str:
    """Say a share: « 92 % »."""
    return "" if share is None else f"{100 * share:.0f}\u202f%"


def figure(value: float | None, digits: int = 2) -> str:
    """Say a number with its comma: « 0,64 »."""
    return "" if value is None else f"{value:.{digits}f}".replace(".", ",")


def times_in_100(share: float) -> str:
    """Say how often: « 72 fois sur 100 »."""
    return f"{100 * share:.0f} fois sur 100"


def how_much(weights: Mapping[str, float]) -> list[tuple[str, str]]:
    """Say what counts, and how much in words, what counts most first."""
    whole = sum(weights.values()) or 1.0
    shares = [
        (sum(weights.get(name, 0) * part for name, part in held.items()) / whole, words)
        for words, held in TOLD
    ]
    return [(words, _degree(share)) for share, words in sorted(shares, key=lambda s: -s[0])]


def _degree(share: float) -> str:
    if share >= A_LOT:
        return _("compte beaucoup")
    if share >= SOME:
        return _("compte")
    return _("compte un peu") if share > NOTHING else _("ne compte pas en ce moment")


def name_of(version: WeightVersion | None) -> str:
    """Name what ranks."""
    if version is None:
        return "les poids de départ"
    return f"la version {version.id}, apprise le {day(version.created_at)}"


def why_never(why: Mapping[str, float]) -> str:
    """Say why nobody is shown a mission."""
    said = [WHY[limit].format(f"{percent(share)} des personnes") for limit, share in why.items()]
    return _sentence("\u00a0; ".join(said[:2])) if said else "Trop peu de personnes pour le dire."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def kinds(counts: Mapping[str, Any]) -> str:
    """Say which decisions were read."""
    words = {
        "kept": "gardées", "put_aside": "« pas pour moi »", "asked": "demandées",
        "approved": "validées", "sent": "validées", "accepted": "acceptées",
        "meeting_planned": "acceptées", "met": "acceptées", "placed": "commencées",
        "not_pursued": "sans suite après un oui", "declined_by_person": "refusées par la personne",
        "set_aside": "écartées pour une autre mission", "declined": "refusées pour les jours ou "
        "les besoins", "completed": "menées au bout", "stopped": "arrêtées",
    }  # fmt: skip
    merged: dict[str, int] = {}
    for kind, count in counts.items():
        said = words.get(kind, "en cours depuis un mois")
        merged[said] = merged.get(said, 0) + count
    few = sum(count for count in merged.values() if count < CELL)
    told = [f"{said} ({count})" for said, count in _most_first(merged.items()) if count >= CELL]
    return listed([*told, f"autres ({few})"] if few else told)


def _most_first(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
