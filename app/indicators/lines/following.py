"""How people are, six months after."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from app import terms
from app.accompaniments.words import ExitType, Reached, Situation
from app.indicators.ledger import Ledger
from app.indicators.lines.caseload import active
from app.indicators.lives import Stay
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row, Shape

MONTHS = 6
AROUND = timedelta(days=3)  # six months before six months later may be a few days off
OUTCOMES = {
    Reached.REACHED: "jointes",
    Reached.UNREACHABLE: "injoignables",
    Reached.REFUSED: "ne souhaitent pas répondre",
    Reached.NOT_TRIED: "pas encore essayées",
    Reached.DECEASED: "décédées",
}
RATINGS = (
    ("isolation", "isolement", "se sentir moins seul"),
    ("confidence", "confiance", "confiance en soi"),
    ("network", "reseau", "connaître du monde"),
    ("french", "francais", "français"),
    ("mobility", "mobilite", "se déplacer"),
)


def follow_ups(ledger: Ledger, period: Period) -> list[Row]:
    """Give who was to be asked in the period, and what they said."""
    rows = active(ledger, period)[:1]
    for one in ledger.follow_ups:
        stay = ledger.lives.stay_of.get(one.episode_id)
        if one.due_on in period and not (stay and ledger.lives.is_cancelled(stay)):
            outcome = one.outcome or Reached.NOT_TRIED.value
            row = ledger.lives.row(
                "cohort", one.due_on, one.volunteer_id, one.episode_id, what=outcome, stay=stay
            )
            rows += _told(row, one)
    return rows + _never_planned(ledger, period)


def _told(row: Row, one: tuple) -> list[Row]:  # type: ignore[type-arg]
    """Say what someone answered, a row for each answer."""
    rows = [row]
    if row.what != Reached.DECEASED:
        rows.append(row._replace(part="due"))
    if row.what != Reached.REACHED:
        return rows
    _, _, _, _, _, situation, still, hours, *ratings = one
    rows.append(row._replace(part="reached"))
    if situation:
        rows.append(row._replace(part="situation", what=situation))
    rows += _volunteering(row, still, hours)
    answers = zip(RATINGS, ratings, strict=True)
    return rows + [row._replace(part=name, amount=n) for (name, *_), n in answers if n is not None]


def _volunteering(row: Row, still: bool | None, hours: float | None) -> list[Row]:
    if still is None:
        return []
    rows = [row._replace(part="still_asked")]
    if still:
        rows.append(row._replace(part="still"))
    if still and hours is not None:
        rows.append(row._replace(part="hours", amount=Fraction(str(hours))))
    return rows


def _never_planned(ledger: Ledger, period: Period) -> list[Row]:
    """Give those of six months before for whom nothing was written, perhaps by their wish."""
    rows: list[Row] = []
    for stay, due in _counted(ledger, period):
        if stay.id in ledger.followed_up or ledger.lives.is_cancelled(stay):
            continue
        dead = stay.exit_type == ExitType.DEATH
        outcome = Reached.DECEASED if dead else Reached.NOT_TRIED
        row = ledger.lives.row("cohort", due, stay.person, stay.id, what=outcome.value, stay=stay)
        rows += [row] if dead else [row, row._replace(part="due")]
    return rows


def _counted(ledger: Ledger, period: Period) -> Iterator[tuple[Stay, date]]:
    """Give the accompaniments whose six months end in a period, and the day they do."""
    at = {"exit": Stay._fields.index("until"), "entry": Stay._fields.index("since")}
    counted = at.get(ledger.followup_from)
    if counted is None:
        return
    first, last = (terms.months_later(day, -MONTHS) for day in (period.since, period.until))
    first, last = first - AROUND, last + AROUND
    for stays in ledger.lives.stays.values():
        for stay in stays:
            day: date | None = stay[counted]  # type: ignore[assignment]
            if day is not None and first <= day <= last:
                due = terms.months_later(day, MONTHS)
                if due in period:
                    yield stay, due


I7 = Indicator(
    key="i7",
    title="Six mois après",
    definition=(
        "Personnes dont les six mois après la sortie tombent dans la période, et ce qu’elles "
        "disent de l’effet de l’action sur leur parcours."
    ),
    unit="personne",
    dedup="Un suivi par accompagnement.",
    edges=(
        "Sortie le 31 août : six mois après, c’est le 28 février.",
        "Taux de réponse : personnes jointes, sur toutes sauf les personnes décédées.",
        "Les notes vont de 1 à 5 ; seules les personnes qui ont répondu comptent.",
    ),
    measures=(
        Measure("reponse", "de réponse", Count(("reached",)), Count(("due",)), Shape.PERCENT,
                main=True),
        Measure("cohorte", "personnes à joindre", Count(("cohort",))),
        *(
            Measure(f"suivi-{r.value.replace('_', '-')}", OUTCOMES[r],
                    Count(("cohort",), whats=frozenset({r.value})), group="suivi")
            for r in Reached
        ),
        Measure("benevolat", "font encore du bénévolat", Count(("still",)),
                Count(("still_asked",)), Shape.PERCENT),
        Measure("heures", "heures de bénévolat par semaine, en moyenne",
                Count(("hours",), By.MEAN), shape=Shape.DECIMAL),
        *(
            Measure(f"note-{key}", f"note moyenne sur 5 : {label}", Count((part,), By.MEAN),
                    shape=Shape.DECIMAL, group="note")
            for part, key, label in RATINGS
        ),
        *(
            Measure(f"situation-{s.value.replace('_', '-')}", s.label.lower(),
                    Count(("situation",), whats=frozenset({s.value})), group="situation")
            for s in Situation
        ),
    ),
    rows=follow_ups,
    totals={"suivi": Count(("cohort",)), "situation": Count(("reached",))},
    silence="aucun accompagnement sur la période",
)  # fmt: skip
