"""Why a mission, in words: reasons made from the very numbers that ranked it."""

import numpy as np

from matching.cautions import cautions, is_long
from matching.columns import DOMAINS, OPEN, REMOTE, Columns
from matching.criteria import Scores, parts, total
from matching.lexicon import Lexicon
from matching.phrases import Phrase, both, phrase
from matching.querying import Query, Survivors, measured
from matching.reading import Vector
from matching.travel import fastest, say_minutes
from matching.words import SLOTS, Explanation, Reason, say_slot

DOMAIN_NAMES = dict(
    zip(
        DOMAINS,
        (
            phrase("solidarité"),
            phrase("enfance et éducation"),
            phrase("arts et culture"),
            phrase("santé et grand âge"),
            phrase("sport"),
            phrase("nature et animaux"),
            phrase("mémoire et vie du quartier"),
            phrase("secours et prévention"),
            phrase("monde et accueil"),
            phrase("coup de main de spécialiste"),
        ),
        strict=True,
    )
)
SAID_FROM = 0.12  # below, a criterion is not worth a sentence
FIRMLY = 0.15  # of a concept in a mission (squared): below, it is only in passing
LINKED = 0.45  # from what a person said to what is done there: below, nobody would see why
FROM = {"wish": 0.25, "know": 0.25}  # words may be distant


def explanation(
    query: Query, columns: Columns, row: int, lexicon: Lexicon, weights: dict[str, float]
) -> Explanation:
    """Recompute one score and tell it."""
    found = measured(query, columns, np.array([row], np.intp))
    said, refused = parts(query, columns, found, weights)
    score = float(total(said, refused, 1)[0])
    voice = Voice(query, columns, found, lexicon)
    reasons = []
    for criterion, value in said:
        if float(value[0]) > FROM.get(criterion.name, SAID_FROM):
            told = getattr(voice, criterion.name)()
            reasons += [Reason(criterion.name, round(float(value[0]), 4), *t) for t in told]
    weight = {c.name: c.weight for c, _ in said}
    reasons.sort(key=lambda r: -r.score * weight[r.criterion])
    return Explanation(
        score=score,
        reasons=tuple(reasons),
        cautions=tuple(cautions(query, columns, found, lexicon)),
        parts=_table(said, refused),
    )


def _table(said: list, refused: Scores | None) -> tuple[tuple[str, float, float], ...]:  # type: ignore[type-arg]
    rows = [(c.name, round(float(v[0]), 6), c.weight) for c, v in said]
    if refused is not None:
        rows.append(("refusal", round(float(refused[0]), 6), 0.0))
    return tuple(rows)


def strongest(vector: Vector, columns: Columns, row: int, plain: Vector) -> int | None:
    """The mission's concept that answers a list of concepts best, tasks before how they are done.

    What the mission only mentions is not told as done there.
    """
    concepts, weights = columns.held(row)
    answers = vector[concepts] ** 2 * weights * (weights >= FIRMLY)
    answers *= np.append(plain, 0)[concepts] ** 2
    best = int(answers.argmax())
    return int(concepts[best]) if answers[best] > 0 else None


class Voice:
    """Says each criterion in plain words, to the person and to the association."""

    def __init__(self, query: Query, columns: Columns, found: Survivors, lexicon: Lexicon) -> None:
        self.query, self.columns, self.found, self.lexicon = query, columns, found, lexicon
        self.row = int(found.rows[0])

    def _here(self, concept: int) -> Phrase:
        said = self.lexicon.concepts[concept]
        if said.here:
            return phrase(said.here)
        return phrase("il est question de : %(label)s", label=phrase(said.label))

    def _met(self, stated: dict[int, float], vector: Vector) -> tuple[int, int] | None:
        """What the person said and what is done there that answers it, when anyone would see it."""
        concept = strongest(vector, self.columns, self.row, self.lexicon.strengths)
        if concept is None or not stated:
            return None
        reach = self.lexicon.spread[:, concept]
        source = max(stated, key=lambda c: (stated[c] * float(reach[c]), -c))
        return (source, concept) if float(reach[source]) >= LINKED else None

    def _shared(self, concept: int, said: str) -> str:
        """What may be told to an association, if it may."""
        return "" if self.lexicon.concepts[concept].private else said

    def wish(self) -> list[tuple[str, str]]:
        """What they would like, met by what people do there."""
        met = self._met(self.query.wants.wished, self.query.wants.want)
        if met is None:
            return []
        source, concept = met
        label = self.lexicon.concepts[source].label
        because = phrase(
            "Dans vos souhaits : %(label)s. Ici, %(here)s.",
            label=phrase(label),
            here=self._here(concept),
        )
        return [(because, self._shared(source, f"Cette personne s’intéresse à : {label}."))]

    def know(self) -> list[tuple[str, str]]:
        """What they can do, met by what people do there."""
        met = self._met(self.query.wants.known, self.query.wants.know)
        if met is None:
            return []
        source, concept = met
        label = self.lexicon.concepts[source].label
        own = self.query.wants.said.get(source)
        because = self._known(own, label, self._here(concept))
        return [(because, self._shared(source, f"Cette personne connaît : {label}."))]

    def _known(self, own: str | None, label: str, here: Phrase) -> Phrase:
        if own is None:
            return phrase(
                "Vous connaissez déjà : %(label)s. Ici, %(here)s.", label=phrase(label), here=here
            )
        if own in self.query.profile.ticked:
            return phrase(
                "Vous avez coché « %(own)s » : ici, %(here)s.", own=phrase(own), here=here
            )
        return phrase("Vous dites « %(own)s » : ici, %(here)s.", own=own, here=here)

    def fit(self) -> list[tuple[str, str]]:
        """Already said by wish and know."""
        return []

    def meaning(self) -> list[tuple[str, str]]:
        """A model's opinion: it counts and is shown among the parts, but has no words to give."""
        return []

    def interest(self) -> list[tuple[str, str]]:
        """A domain they ticked."""
        at = int(self.columns.domain[self.row])
        if at < 0:
            return []
        name = DOMAIN_NAMES[DOMAINS[at]]
        return [
            (
                phrase("Vous avez choisi : %(name)s.", name=name),
                f"Cette personne a choisi : {name}.",
            )
        ]

    def near(self) -> list[tuple[str, str]]:
        """The way there."""
        if self.columns.asks[self.row] & REMOTE:
            return [(phrase("Vous pouvez le faire depuis chez vous."), "")]
        km = float(self.found.km[0])
        if np.isnan(km):
            return []
        if self.query.modes:
            if is_long(self.query, self.found):
                return []  # said among what may be hard
            return [(phrase("%(trip)s.", trip=say_minutes(*fastest(km, self.query.modes))), "")]
        return [(phrase("À %(km)s km de chez vous.", km=max(1, round(km))), "")]

    def time(self) -> list[tuple[str, str]]:
        """Half-days in common."""
        bits = int(self.columns.slots[self.row])
        common = [s for i, s in enumerate(SLOTS) if bits & self.query.slots & (1 << i)]
        if common:
            days = both([say_slot(s) for s in common[:2]])
            return [(phrase("Vous êtes libre %(days)s.", days=days), f"Disponible {days}.")]
        if bits & OPEN and not self.columns.unsure[self.row] & 1:
            return [
                (
                    phrase("Les horaires se décident ensemble."),
                    "Les horaires sont à décider ensemble.",
                )
            ]
        return []
