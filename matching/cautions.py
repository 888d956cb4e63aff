"""What may be hard in a match, and what to do about it."""

from collections.abc import Iterator

import numpy as np

from matching.columns import DRIVE, LIFT, REMOTE, STAIRS, TIMES, UNSURE, Columns
from matching.lexicon import Lexicon
from matching.phrases import phrase
from matching.querying import Query, Survivors
from matching.travel import fastest, say_minutes
from matching.words import LEVELS, SLOTS, Caution, say_number

LONG = 0.75  # of the longest trip accepted
REFUSED_FROM = 0.15
FRENCH = 0b111110
ASK = phrase("Posez la question à l’association avant de venir.")
TRY = phrase("Faites le trajet une fois avant de vous engager.")


def cautions(
    query: Query, columns: Columns, found: Survivors, lexicon: Lexicon
) -> Iterator[Caution]:
    """Everything worth saying before a first meeting."""
    row = int(found.rows[0])
    yield from _refused(query, columns, row, lexicon)
    yield from _trip(query, columns, found)
    yield from _effort(query, columns, row)
    yield from _to_check(query, columns, row)
    yield from _own_unknowns(query, columns, row)


def _refused(query: Query, columns: Columns, row: int, lexicon: Lexicon) -> Iterator[Caution]:
    concepts, weights = columns.held(row)
    held = query.wants.averse[concepts] * np.sqrt(weights)
    for place in np.argsort(-held, kind="stable")[:2]:
        if held[place] < REFUSED_FROM:
            return
        concept = lexicon.concepts[int(concepts[place])]
        yield Caution(
            "refusal",
            phrase(
                "Vous préférez éviter : %(label)s. Il y en a peut-être ici.",
                label=phrase(concept.label),
            ),
            phrase("Demandez si cette part peut être laissée à d’autres."),
        )


def is_long(query: Query, found: Survivors) -> bool:
    """Tell whether a trip comes near the longest one the person accepts."""
    limit = query.profile.max_minutes
    return bool(limit) and float(found.minutes[0]) > LONG * (limit or 0)


def _trip(query: Query, columns: Columns, found: Survivors) -> Iterator[Caution]:
    if is_long(query, found):
        said = say_minutes(*fastest(float(found.km[0]), query.modes))
        yield Caution("travel", phrase("Le trajet est long : %(trip)s.", trip=said), TRY)
    common = int(columns.slots[int(found.rows[0])]) & query.slots & TIMES
    evening = common and all(s.endswith("eve") for i, s in enumerate(SLOTS) if common & (1 << i))
    km = float(found.km[0])
    if evening and query.modes and not np.isnan(km) and fastest(km, query.modes)[1] == "transit":
        yield Caution(
            "evening",
            phrase("C’est le soir."),
            phrase("Vérifiez l’heure du dernier bus, ou demandez un covoiturage."),
        )


def _effort(query: Query, columns: Columns, row: int) -> Iterator[Caution]:
    given, asked = query.profile.hours_per_week, float(columns.hours[row])
    if given is not None and asked > given:
        needs, has = say_number(asked), say_number(given)
        because = phrase(
            "La mission demande %(asked)s h par semaine. Vous avez dit %(given)s h.",
            asked=needs,
            given=has,
        )
        yield Caution("hours", because, phrase("Demandez à venir moins longtemps au début."))
    asks, level = int(columns.asks[row]), query.profile.french
    if level and level != "A1" and (asks & FRENCH).bit_length() - 1 == LEVELS.index(level):
        because = phrase("On y parle et on y lit en français.")
        yield Caution("french", because, phrase("Demandez à commencer à deux."))


CHECKS = {
    "slots": phrase("les jours et les heures"),
    "hours_per_week": phrase("le nombre d’heures"),
    "driving_licence": phrase("s’il faut le permis de conduire"),
    "lifting": phrase("s’il faut porter des charges"),
    "step_free": phrase("l’accès en fauteuil"),
    "place": phrase("le lieu exact"),
}


def _to_check(query: Query, columns: Columns, row: int) -> Iterator[Caution]:
    unsure, profile = int(columns.unsure[row]), query.profile
    matters = {
        "driving_licence": profile.driving_licence is False,
        "lifting": bool(profile.no_lifting),
        "step_free": bool(profile.wheelchair),
    }
    for i, name in enumerate(UNSURE):
        if unsure & (1 << i) and matters.get(name, True):
            yield Caution("to_check", phrase("À vérifier : %(what)s.", what=CHECKS[name]), ASK)


def _own_unknowns(query: Query, columns: Columns, row: int) -> Iterator[Caution]:
    asks, profile = int(columns.asks[row]), query.profile
    told = phrase("Complétez votre profil, ou parlez-en à la personne qui vous accompagne.")
    questions = (
        (asks & DRIVE and profile.driving_licence is None, phrase("il faut le permis de conduire")),
        (asks & LIFT and profile.no_lifting is None, phrase("il faut porter des charges")),
        (
            asks & STAIRS and profile.wheelchair is None,
            phrase("le lieu n’est pas accessible en fauteuil"),
        ),
        (asks & REMOTE and profile.remote_ok is None, phrase("la mission se fait depuis chez soi")),
        (asks & FRENCH and profile.french is None, phrase("il faut un certain niveau de français")),
        (
            columns.hours[row] > 0 and profile.hours_per_week is None,
            phrase("le nombre d’heures par semaine"),
        ),
        (not asks & REMOTE and (query.home is None or not query.modes), phrase("le trajet")),
    )
    for relevant, what in questions:
        if relevant:
            yield Caution("to_check", phrase("À vérifier : %(what)s.", what=what), told)
