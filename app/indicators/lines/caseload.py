"""Who is accompanied, and how many for each full-time equivalent."""

from bisect import bisect_left
from datetime import date
from fractions import Fraction

from app.indicators.ledger import Ledger
from app.indicators.lives import DAY, FAR, Stay, placed
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row, Shape

PER_FTE = 50
GRANTED = frozenset({"territory", "programme", "pathway", "referent"})
POSTED = frozenset({"territory", "programme", "pathway", "operator"})


def active(ledger: Ledger, period: Period, part: str = "active") -> list[Row]:
    """Give who is accompanied in a period: a row for each accompaniment and each who followed."""
    if (part, period) in ledger.kept:
        return list(ledger.kept[part, period])
    rows: list[Row] = []
    ledger.kept[part, period] = rows
    for stay in _overlapping(ledger, period):
        for day, held in ledger.lives.spells(stay, period):
            rows.append(placed(part, day, stay, held))
    return list(rows)


def _overlapping(ledger: Ledger, period: Period) -> list[Stay]:
    return [
        stay
        for stays in ledger.lives.stays.values()
        for stay in stays
        if period.overlaps(stay.since, stay.until)
    ]


def rows(ledger: Ledger, period: Period) -> list[Row]:
    """Give everyone accompanied, on the last day and over the period, and the means financed."""
    last = Period(period.until, period.until)
    return [
        *active(ledger, period),
        *active(ledger, last, "at_end"),
        *_suspended(ledger, period),
        *_waiting(ledger, period),
        *_seen(ledger, period),
        *_financed(ledger, period),
    ]


def _suspended(ledger: Ledger, period: Period) -> list[Row]:
    lives, day = ledger.lives, period.until
    found = []
    for episode, since, until in ledger.suspensions:
        stay = lives.stay_of.get(episode)
        if stay and stay.holds(day) and since <= day and (until is None or until >= day):
            found.append(lives.row("suspended", day, stay.person, stay.person, stay=stay))
    return found


def _waiting(ledger: Ledger, period: Period) -> list[Row]:
    return [
        ledger.lives.row("waiting", referred, person, person)
        for referred, person in ledger.waiting(period.until)
    ]


def _seen(ledger: Ledger, period: Period) -> list[Row]:
    """Who was met at least once: a held interview, or a workshop where they were present."""
    met = ledger.met(period)
    days = {session[0]: session[3] for session in ledger.sessions}
    for session, person in ledger.attendances:
        if days.get(session) in period:
            met.setdefault(person, []).append(days[session])
    lives, rows = ledger.lives, []
    for person in sorted(met.keys() & lives.stays.keys()):
        known, stays = sorted(met[person]), lives.stays[person]
        for stay, later in zip(stays, [*stays[1:], None], strict=True):
            ahead = later.since - DAY if later else FAR
            rows += _first_meetings(ledger, period, stay, [day for day in known if day <= ahead])
    return rows


def _first_meetings(ledger: Ledger, period: Period, stay: Stay, days: list[date]) -> list[Row]:
    """Give a row for each who followed during a stay and met the person, on the first such day."""
    first: dict[int | None, Row] = {}
    spells = ledger.lives.spells(stay, period)
    ends = [since - DAY for since, _ in spells[1:]] + [min(stay.until or FAR, period.until)]
    for (since, held), until in zip(spells, ends, strict=True):
        at = bisect_left(days, since)
        if at < len(days) and days[at] <= until:
            first.setdefault(held and held.id, placed("seen", days[at], stay, held))
    return list(first.values())


def _financed(ledger: Ledger, period: Period) -> list[Row]:
    last = period.until
    found = []
    for id_, operator, since, until, fte in ledger.grants:
        lived = min(until or last, last)
        shared = (lived - max(since, period.since)).days + 1
        if shared > 0:
            mean = Fraction(fte) * shared / period.days
            found.append(Row("fte", max(since, period.since), None, id_, operator=operator,
                             amount=mean))  # fmt: skip
        if since <= last <= (until or last):
            found.append(Row("fte_end", last, None, id_, operator=operator, amount=Fraction(fte)))
    for referent, _, fte in ledger.posts:
        found.append(Row("post", last, None, referent, referent=referent, amount=Fraction(fte)))
    return found


CASELOAD = Indicator(
    key="file-active",
    title="File active",
    definition=(
        "Personnes dont l’accompagnement est en cours au moins un jour de la période. Une personne "
        "référée mais pas encore accueillie attend : elle n’est pas comptée. Un accompagnement "
        "suspendu reste compté."
    ),
    unit="personne",
    dedup="Une personne compte une fois, même avec deux accompagnements dans la période.",
    edges=(
        "Le premier et le dernier jour comptent.",
        "Suivie par deux opérateurs dans la période : une fois pour chacun, une fois au total.",
        "Charge : personnes du dernier jour, sur les ETP financés ce jour-là. Repère : 50 par ETP.",
        "Un poste vacant ne réduit pas les ETP financés.",
    ),
    measures=(
        Measure("periode", "personnes sur la période", Count(("active",), By.PEOPLE), main=True),
        Measure("fin", "personnes au dernier jour", Count(("at_end",), By.PEOPLE)),
        Measure("rencontrees", "rencontrées au moins une fois", Count(("seen",), By.PEOPLE)),
        Measure("suspendues", "dont suspendues au dernier jour", Count(("suspended",), By.PEOPLE)),
        Measure("attente", "en attente d’un premier accueil", Count(("waiting",), By.PEOPLE)),
        Measure(
            "charge", "personnes par ETP financé, au dernier jour", Count(("at_end",), By.PEOPLE),
            Count(("fte_end",), By.SUM), Shape.DECIMAL, not_by=GRANTED,
            capacity=PER_FTE,
        ),
        Measure(
            "charge-moyenne", "personnes de la période par ETP financé en moyenne",
            Count(("active",), By.PEOPLE), Count(("fte",), By.SUM), Shape.DECIMAL, not_by=GRANTED,
        ),
        Measure(
            "charge-referent", "personnes pour un temps plein du référent",
            Count(("at_end",), By.PEOPLE), Count(("post",), By.SUM), Shape.DECIMAL,
            not_by=POSTED, only_by="referent", capacity=PER_FTE,
        ),
    ),
    rows=rows,
    main_rows=active,
    silence="aucun accompagnement sur la période",
)  # fmt: skip
