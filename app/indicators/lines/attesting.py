"""Experiences attested in passports."""

from app.indicators.ledger import Ledger
from app.indicators.lines.caseload import active
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row


def attested(ledger: Ledger, period: Period) -> list[Row]:
    """Give the entries first attested in the period."""
    return active(ledger, period) + [
        ledger.lives.row("attested", day, person, id_)
        for id_, person, day in ledger.attested
        if day in period
    ]


I15 = Indicator(
    key="i15",
    title="Passeports",
    definition="Expériences attestées par une association dans la période.",
    unit="expérience",
    dedup="Une nouvelle version d’une même expérience n’est pas recomptée.",
    edges=("Compte au jour de la première attestation.",),
    measures=(
        Measure("experiences", "expériences attestées", Count(("attested",)), main=True),
        Measure("personnes", "personnes avec au moins une expérience attestée",
                Count(("attested",), By.PEOPLE)),
    ),
    rows=attested,
    silence="aucun accompagnement sur la période",
)  # fmt: skip
