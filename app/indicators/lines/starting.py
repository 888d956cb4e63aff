"""People who begin a mission."""

from datetime import date

from app.indicators.ledger import Ledger
from app.indicators.lines.caseload import active
from app.indicators.lines.leaving import typed
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row


def starts(ledger: Ledger, period: Period) -> list[Row]:
    """Give the first days of missions, those to confirm, and the exits towards a mission."""
    lives = ledger.lives
    rows = active(ledger, period)
    for unit, person, day in _first_days(ledger):
        if day in period:
            part = "start" if lives.stay(person, day) else "other"
            rows.append(lives.row(part, day, person, unit))
    for unit, person, day in _to_confirm(ledger):
        if day in period:
            rows.append(lives.row("unconfirmed", day, person, unit))
    rows += [
        row._replace(part="left")
        for row in typed(ledger, period)
        if row.part == "exit" and row.what == "mission_benevole_perenne"
    ]
    return rows


def _first_days(ledger: Ledger) -> list[tuple[str, int, date]]:
    """List the first effective days: confirmed here, told and confirmed, or in a contract."""
    found: list[tuple[str, int, date]] = []
    for id_, person, _, confirmed, *_ in ledger.placements:
        if confirmed is not None:
            found.append((f"p{id_}", person, confirmed))
    for id_, person, started, confirmed in ledger.own_engagements:
        if confirmed is not None:
            found.append((f"o{id_}", person, started))
    for id_, person, _, setting, added, since, effect in ledger.planned_activities:
        if setting == "informal":
            found.append((f"c{id_}", person, since or max(added, effect)))
    return found


def _to_confirm(ledger: Ledger) -> list[tuple[str, int, date]]:
    own = [(f"o{o[0]}", o[1], o[2]) for o in ledger.own_engagements if o[3] is None]
    return [(f"p{p[0]}", p[1], p[2]) for p in ledger.placements if p[3] is None] + own


I4 = Indicator(
    key="i4",
    title="Sorties effectives vers une mission",
    definition=(
        "Personnes accompagnées dont le premier jour réel dans une mission tombe dans la période "
        "(début confirmé par la personne ou l’association). « Sortie » peut aussi vouloir dire fin "
        "d’accompagnement vers une mission qui dure : les deux chiffres sont donnés."
    ),
    unit="personne",
    dedup="Une personne compte une fois par période ; les débuts de mission sont donnés à part.",
    edges=(
        "Acceptée mais jamais venue : non comptée. Une seule demi-journée faite : comptée.",
        "Une mission trouvée sans le site compte quand elle est confirmée.",
        "Une entraide informelle compte si le contrat la mentionne.",
        "Les bénévoles qui ne sont pas accompagnés sont donnés à part.",
    ),
    measures=(
        Measure("personnes", "personnes qui commencent une mission (I4a)",
                Count(("start",), By.PEOPLE), main=True),
        Measure("debuts", "débuts de mission", Count(("start",))),
        Measure("sorties", "fins d’accompagnement vers une mission (I4b)", Count(("left",))),
        Measure("a-confirmer", "débuts encore à confirmer, non comptés", Count(("unconfirmed",))),
        Measure("autres", "autres bénévoles du site", Count(("other",), By.PEOPLE)),
    ),
    rows=starts,
    silence="aucun début de mission n’est saisi sur la période",
)  # fmt: skip
