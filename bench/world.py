"""An invented world to measure in: missions and people whose texts are drawn from the lexicon."""

import random
from functools import lru_cache

from matching import Mission, Profile
from matching.columns import DOMAINS
from matching.lexicon import read
from matching.words import LEVELS, SLOTS

TEMPLATES = (
    "Nous cherchons quelqu’un pour {a} et {b}, avec une équipe de bénévoles.",
    "Vous viendrez {when} : {a}, {b}, parfois {c}.",
    "On commence par {a}, on finit autour d’un café.",
    "Aucune expérience demandée, on vous montre {a} le premier jour.",
    "Il faut aimer {a} ; le reste s’apprend avec nous.",
    "L’association accueille chaque semaine une trentaine de personnes et propose {b}.",
    "Le local est près de l’arrêt de bus, on prête le matériel pour {c}.",
    "Une réunion par trimestre permet de parler de {b} et des envies de chacun.",
)
WISHES = (
    "J’aimerais {a}.",
    "Je cherche plutôt {a}, avec {b}.",
    "Surtout pas {c}.",
    "Plus jamais de {c}, j’ai donné.",
    "J’ai envie de {a} et de calme.",
    "Je voudrais rencontrer des gens.",
    "",
)
WEEKLY = [s for s in SLOTS if not s.startswith("sun")]
CENTRE = (45.2, 5.7)  # one département: about sixty communes around
COUNTRY = (43.5, 49.5, -1.0, 7.0)


def centres() -> list[tuple[float, float]]:
    """Fifty-five other départements, on a grid the size of France, the first one at its place."""
    steps = [(1.2 * i, 1.6 * j) for i in range(-2, 5) for j in range(-6, 2)]
    return [(CENTRE[0] + a, CENTRE[1] + b) for a, b in steps if (a, b) != (0, 0)]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, list[str]]:
    """Ways of saying, by domain."""
    said: dict[str, list[str]] = {domain: [] for domain in DOMAINS}
    for concept in read():
        words = [w.strip().rstrip("?").lstrip("=") for w in concept.words.split(",")]
        for domain in concept.domains or ("solidarite_insertion",):
            said[domain] += [w for w in words if len(w) > 3]
    return said


@lru_cache(maxsize=4)
def communes(count: int, *, wide: bool) -> list[tuple[str, float, float, float]]:
    """Invented communes with a weight; in one département, or over a country."""
    dice = random.Random(count)
    places = []
    for i in range(count):
        if wide:
            lat, lon = dice.uniform(*COUNTRY[:2]), dice.uniform(*COUNTRY[2:])
        else:
            lat, lon = dice.gauss(CENTRE[0], 0.22), dice.gauss(CENTRE[1], 0.3)
        places.append((f"Commune {i}", lat, lon, dice.paretovariate(1.1)))
    return places


def _place(dice: random.Random, *, wide: bool) -> tuple[str, float, float]:
    places = communes(3000 if wide else 60, wide=wide)
    name, lat, lon, _ = dice.choices(places, weights=[p[3] for p in places])[0]
    return name, lat + dice.gauss(0, 0.012), lon + dice.gauss(0, 0.017)


def mission(i: int, dice: random.Random, *, wide: bool = False, remote: float = 0.05) -> Mission:
    """One mission: a title, 40 to 120 words, two or three skills."""
    domain = dice.choice(DOMAINS)
    words = vocabulary()[domain]
    away = dice.random() < remote
    commune, lat, lon = _place(dice, wide=wide)
    text = " ".join(
        dice.choice(TEMPLATES).format(
            a=dice.choice(words), b=dice.choice(words), c=dice.choice(words), when="une fois"
        )
        for _ in range(dice.randint(4, 8))
    )
    return Mission(
        id=f"m{i:07d}",
        title=f"{dice.choice(words)} et {dice.choice(words)}, {commune}",
        description=text,
        skills=tuple(dice.choice(words) for _ in range(dice.randint(1, 3))),
        domain=domain,
        commune=commune,
        lat=None if away else lat,
        lon=None if away else lon,
        remote=away,
        slots=tuple(dice.sample(WEEKLY, dice.randint(1, 3))),
        flexible=dice.random() < 0.1,
        hours_per_week=float(dice.choice((2, 2, 3, 3, 4, 6))),
        places=dice.choice((0, 1, 1, 2, 2, 3, 4, 6)),
        french=dice.choice((None, None, "A2", "B1", "B1", "B2")),
        driving_licence=dice.random() < 0.1,
        lifting=dice.random() < 0.2,
        step_free=dice.random() < 0.6,
    )


def missions(
    count: int, seed: int = 0, *, wide: bool = False, away: int | None = None
) -> list[Mission]:
    """Many missions; `away` fixes how many are remote, whatever their number."""
    dice = random.Random(seed)
    share = 0.05 if away is None else away / max(1, count)
    return [mission(i, dice, wide=wide, remote=share) for i in range(count)]


def profile(i: int, dice: random.Random) -> Profile:
    """One person of the département, with a dozen half-days at most."""
    words = [w for d in dice.sample(DOMAINS, 2) for w in vocabulary()[d]]
    _, lat, lon = _place(dice, wide=False)
    modes = dice.choice((("walk",), ("walk", "transit"), ("walk", "transit", "bike"), ("car",)))
    wish = " ".join(
        dice.choice(WISHES).format(a=dice.choice(words), b=dice.choice(words), c=dice.choice(words))
        for _ in range(3)
    )
    return Profile(
        id=f"v{i:06d}",
        skills=tuple(dice.choice(words) for _ in range(dice.randint(0, 4))),
        interests=tuple(dice.sample(DOMAINS, dice.randint(0, 3))),
        wishes=wish,
        lat=lat,
        lon=lon,
        modes=modes,
        max_minutes=float(dice.choice((20, 30, 45, 60))),
        slots=tuple(dice.sample(WEEKLY, dice.randint(2, 8))),
        hours_per_week=float(dice.choice((3, 4, 6, 10))),
        french=dice.choice((*LEVELS, "C1", "C2")),
        driving_licence=dice.random() < 0.4,
        no_lifting=dice.random() < 0.3,
        wheelchair=dice.random() < 0.04,
        remote_ok=dice.random() < 0.6,
    )


def profiles(count: int, seed: int = 1) -> list[Profile]:
    """Many people."""
    dice = random.Random(seed)
    return [profile(i, dice) for i in range(count)]
