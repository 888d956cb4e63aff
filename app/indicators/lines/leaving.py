"""Exits and their types, going back to work."""

from datetime import date
from fractions import Fraction

from app.accompaniments.categories import ACTIVITY_OF, COUNTED, RANK, USUAL
from app.accompaniments.words import ExitCategory, ExitType
from app.indicators.ledger import Ledger
from app.indicators.lines.caseload import active
from app.indicators.lives import Stay
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row, Shape


def category_of(ledger: Ledger, exit_type: str | None) -> str:
    """Give the category of a type of exit: the département’s, else the usual one."""
    known = exit_type or ExitType.OTHER.value
    return ledger.exit_categories.get(known) or USUAL.get(known, ExitCategory.NEUTRAL.value)


def counts_as_work(ledger: Ledger, kind: str) -> bool:
    """Tell whether starting this counts as going back to work."""
    return ledger.activity_rules.get(kind, kind in COUNTED)


def leavers(ledger: Ledger, period: Period) -> list[tuple[Stay, date]]:
    """List the accompaniments that end in a period, once each person and day."""
    if ("leavers", period) in ledger.kept:
        found: list[tuple[Stay, date]] = ledger.kept["leavers", period]
        return found
    best: dict[tuple[int, date], Stay] = {}
    for stays in ledger.lives.stays.values():
        for stay in stays:
            if stay.until is None or stay.until not in period or ledger.lives.is_cancelled(stay):
                continue
            kept = best.get((stay.person, stay.until))
            if kept is None or _rank(ledger, stay) < _rank(ledger, kept):
                best[stay.person, stay.until] = stay
    ledger.kept["leavers", period] = [(stay, day) for (_, day), stay in best.items()]
    return leavers(ledger, period)


def _rank(ledger: Ledger, stay: Stay) -> int:
    return RANK.get(category_of(ledger, stay.exit_type), len(RANK))


def exits(ledger: Ledger, period: Period) -> list[Row]:
    """Give each exit twice: under its type, and under its category."""
    return active(ledger, period) + typed(ledger, period)


def typed(ledger: Ledger, period: Period) -> list[Row]:
    """Give the rows of each exit, without those of who is accompanied."""
    if ("typed", period) not in ledger.kept:
        rows: list[Row] = []
        for stay, day in leavers(ledger, period):
            kind = stay.exit_type or ExitType.OTHER.value
            row = ledger.lives.row("exit", day, stay.person, stay.id, what=kind, stay=stay)
            rows += [row, row._replace(part="category", what=category_of(ledger, kind))]
        ledger.kept["typed", period] = rows
    found: list[Row] = ledger.kept["typed", period]
    return found


def back_to_work(ledger: Ledger, period: Period) -> list[Row]:
    """Give who is accompanied, and those of them who start a paid activity in the period."""
    rows = active(ledger, period)
    lives, leaving = ledger.lives, leavers(ledger, period)
    working: set[int] = set()
    for unit, stay, day, kind in (*_noted(ledger), *_by_their_exit(ledger, leaving)):
        if day in period and counts_as_work(ledger, kind):
            rows.append(lives.row("start", day, stay.person, unit, what=kind, stay=stay))
            working.add(stay.person)
    for stay, day in leaving:
        row = lives.row("exit", day, stay.person, stay.id, stay=stay)
        rows.append(row)
        if stay.person in working:
            rows.append(row._replace(part="exit_to_work"))
    return rows


def _noted(ledger: Ledger) -> list[tuple[str, Stay, date, str]]:
    """List the starts during an accompaniment, or at its exit; none from before its entry."""
    found = []
    for id_, person, episode, kind, day in ledger.activity_starts:
        stay = ledger.lives.stay_of.get(episode) or ledger.lives.stay(person, day)
        if stay and day >= stay.since:
            found.append((f"a{id_}", stay, min(day, stay.until or day), kind))
    return found


def _by_their_exit(
    ledger: Ledger, leaving: list[tuple[Stay, date]]
) -> list[tuple[str, Stay, date, str]]:
    """List the exits to a job of which no start was noted: the day of exit stands for it."""
    known = {
        stay.id
        for _, person, episode, _, day in ledger.activity_starts
        if (stay := ledger.lives.stay_of.get(episode) or ledger.lives.stay(person, day))
    }
    return [
        (f"e{stay.id}", stay, day, kind)
        for stay, day in leaving
        if (kind := ACTIVITY_OF.get(stay.exit_type or "")) and stay.id not in known
    ]


I5 = Indicator(
    key="i5",
    title="Sorties, et leur type",
    definition=(
        "Accompagnements qui finissent dans la période, par type de sortie. Le regroupement en "
        "catégories est une table que le Département peut changer."
    ),
    unit="sortie",
    dedup="Un type par sortie ; deux sorties le même jour : la catégorie la plus haute.",
    edges=(
        "Un renouvellement, un changement de référent chez le même opérateur : pas une sortie.",
        "Un déménagement, un décès : une sortie.",
        "Un retour sous 30 jours chez le même opérateur annule la sortie.",
    ),
    measures=(
        Measure("sorties", "sorties", Count(("exit",)), main=True),
        *(
            Measure(
                f"categorie-{c.value.replace('_', '-')}", c.label.lower(),
                Count(("category",), whats=frozenset({c.value})), group="categorie",
            )
            for c in ExitCategory
        ),
        *(
            Measure(
                f"type-{t.value.replace('_', '-')}", t.label,
                Count(("exit",), whats=frozenset({t.value})), group="type",
            )
            for t in ExitType
        ),
    ),
    rows=exits,
    totals={"categorie": Count(("exit",)), "type": Count(("exit",))},
    silence="aucun accompagnement sur la période",
)  # fmt: skip

I8 = Indicator(
    key="i8",
    title="Reprise d’activité ou d’emploi",
    definition=(
        "Personnes de la file active de la période qui commencent une activité payée dans la "
        "période, pendant l’accompagnement ou à sa fin. Le Département choisit ce qui compte ; "
        "par défaut tout travail payé, quelle que soit sa durée. Objectif : 20 %."
    ),
    unit="personne",
    dedup="Une personne compte une fois, même avec deux emplois.",
    edges=(
        "Un emploi commencé avant l’entrée ne compte pas ; un emploi perdu après trois jours, oui.",
        "Bénévolat, formation, stage et immersion ne comptent pas, sauf choix du Département.",
        "L’objectif se compare au taux exact, sans arrondi.",
    ),
    measures=(
        Measure(
            "taux", "de reprise d’activité ou d’emploi", Count(("start",), By.PEOPLE),
            Count(("active",), By.PEOPLE), Shape.PERCENT, target=Fraction(1, 5), main=True,
        ),
        Measure("personnes", "personnes qui reprennent une activité", Count(("start",), By.PEOPLE)),
        Measure(
            "taux-sorties", "parmi les personnes sorties", Count(("exit_to_work",), By.PEOPLE),
            Count(("exit",), By.PEOPLE), Shape.PERCENT,
        ),
    ),
    rows=back_to_work,
    silence="aucun accompagnement sur la période",
)  # fmt: skip

I9 = Indicator(
    key="i9",
    title="Taux de sortie liée à l’emploi",
    definition="Cette action n’est pas concernée : aucun objectif n’est calculé.",
    unit="",
    dedup="",
    edges=(),
    measures=(Measure("taux", "", Count(()), main=True),),
    rows=lambda *_: [],
    concerns=lambda *_: False,
)
