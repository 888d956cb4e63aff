"""Associations registered, missions open, introductions, delays, and who says yes."""

from datetime import date
from typing import Any

from app.indicators.ledger import Ledger
from app.indicators.periods import Period
from app.indicators.reading import paris_day
from app.indicators.rows import By, Count, Indicator, Measure, Row, Shape

NOT_OURS = frozenset({"operator", "referent", "programme", "pathway"})


def associations(ledger: Ledger, period: Period) -> list[Row]:
    """Give the associations there are on the last day, and those with an open mission."""
    busy = {row.unit for row in _missions(ledger, period, by_association=True)}
    rows, bodies = [], _legal_bodies(ledger.associations)
    seen: set[int] = set()
    for one in sorted(ledger.associations, key=lambda a: a.id):
        since, until = _standing(one)
        if since is None or since > period.until or (until and until <= period.until):
            continue
        body = bodies[one.id]
        row = Row("body", max(since, period.since), None, body, one[1])
        rows.append(row)
        if body in seen:
            rows.append(row._replace(part="antenna", unit=one.id))
        seen.add(body)
        if one.id in busy:
            rows.append(row._replace(part="busy"))
    return rows


def _standing(one: Any) -> tuple[date | None, date | None]:
    """Tell from which day to which an association was verified and not closed."""
    changed = paris_day(one.state_since)
    if one.state == "verified":
        return one.verified_on or changed, None
    if one.state == "closed":
        return one.verified_on, one.closed_on or changed
    return one.verified_on, changed


def _legal_bodies(rows: list[Any]) -> dict[int, int]:
    """Name each association by the first that shares a number with it."""
    body: dict[int, int] = {one.id: one.id for one in rows}
    first: dict[Any, int] = {}

    def root(id_: int) -> int:
        while body[id_] != id_:
            id_ = body[id_]
        return id_

    for one in sorted(rows, key=lambda a: a.id):
        register = (one.tribunal, one.volume, one.folio)
        numbers = (one.rna, one.siren or (one.siret or "")[:9], register if all(register) else None)
        for number in filter(None, numbers):
            older = root(first.setdefault(number, one.id))
            newer = root(one.id)
            body[max(older, newer)] = min(older, newer)
    return {id_: root(id_) for id_ in body}


def _missions(ledger: Ledger, period: Period, *, by_association: bool = False) -> list[Row]:
    rows = []
    for id_, territory, places, published, state, since, association in ledger.missions:
        opened, ended = paris_day(published), paris_day(since)
        if opened is None or opened > period.until:
            continue
        if state == "ended" and ended and ended < period.since:
            continue
        unit = association if by_association else id_
        rows.append(Row("mission", max(opened, period.since), None, unit, territory, amount=places))
    return rows


def traffic(ledger: Ledger, period: Period) -> list[Row]:
    """Give the missions open, the introductions begun, the answers and the delays."""
    rows = _missions(ledger, period)
    for id_, person, part, day, days in _all_that_happened(ledger):
        if period.since <= day <= period.until:
            rows.append(ledger.lives.row(part, day, person, id_)._replace(amount=days))
    return rows + _first_days(ledger, period)


def _all_that_happened(ledger: Ledger) -> list[tuple[int, int, str, date, int]]:
    if "happened" not in ledger.kept:
        ledger.kept["happened"] = [
            (one[0], one[1], part, day, days)
            for one in ledger.introductions
            for part, day, days in _happened(one)
            if day is not None
        ]
    found: list[tuple[int, int, str, date, int]] = ledger.kept["happened"]
    return found


def _first_days(ledger: Ledger, period: Period) -> list[Row]:
    rows = []
    for id_, person, _, confirmed, meeting, begun in ledger.placements:
        if confirmed not in period:
            continue
        for part, before in (("to_start", paris_day(meeting)), ("whole", paris_day(begun))):
            if before:
                row = ledger.lives.row(part, confirmed, person, id_)
                rows.append(row._replace(amount=(confirmed - before).days))
    return rows


def _happened(one: tuple[Any, ...]) -> list[tuple[str, date | None, int]]:
    """List what happened to an introduction, each with its day, and how long it took."""
    _, _, origin, state, changed, begun, agreed, answered, met = one
    told: list[tuple[str, date | None, int]] = [("introduction", begun, 1)]
    if origin == "suggested" and agreed:
        told.append(("person_yes", agreed, 1))
    if state == "declined_by_person":
        told.append(("person_no", changed, 1))
    if answered:
        told.append(("association_no" if state == "declined" else "association_yes", answered, 1))
    if state == "unanswered":
        told.append(("silent", changed, 1))
    if state in ("met", "placed") and met:
        told.append(("to_meeting", met, (met - begun).days))
    return told


I12 = Indicator(
    key="i12",
    title="Associations inscrites",
    definition="Associations et lieux publics vérifiés, et non fermés, au dernier jour.",
    unit="association",
    dedup="Une fois par personne morale (RNA, SIREN ou registre) ; les antennes à part.",
    edges=(
        "En attente, refusée ou suspendue : non comptée.",
        "« Active » : au moins une mission ouverte dans la période.",
    ),
    measures=(
        Measure("associations", "associations inscrites", Count(("body",)), main=True,
                not_by=NOT_OURS, of_things=True),
        Measure("antennes", "antennes en plus", Count(("antenna",)), not_by=NOT_OURS,
                of_things=True),
        Measure("actives", "dont actives sur la période", Count(("busy",)), not_by=NOT_OURS,
                of_things=True),
    ),
    rows=associations,
    silence="aucune association n’est vérifiée",
)  # fmt: skip

I14 = Indicator(
    key="i14",
    title="Missions, délais et réponses",
    definition=(
        "Missions ouvertes au moins un jour de la période, mises en relation commencées, délais "
        "médians et part des oui de chaque côté. Les délais ne portent que sur ce qui a abouti."
    ),
    unit="mission, mise en relation",
    dedup="Chaque mission et chaque mise en relation compte une fois.",
    edges=(
        "Une mission annulée est exclue.",
        "Un délai compte au jour où l’étape est faite ; le nombre de cas est donné.",
        "Une proposition sans réponse n’est ni un oui ni un non ; elle est donnée à part.",
    ),
    measures=(
        Measure("missions", "missions ouvertes", Count(("mission",)), main=True, not_by=NOT_OURS,
                of_things=True),
        Measure("places", "places proposées", Count(("mission",), By.SUM), not_by=NOT_OURS,
                of_things=True),
        Measure("mises-en-relation", "mises en relation commencées", Count(("introduction",))),
        Measure("jours-rencontre", "jours jusqu’à la rencontre (médiane)",
                Count(("to_meeting",), By.MEDIAN), shape=Shape.DECIMAL),
        Measure("rencontres", "rencontres faites", Count(("to_meeting",))),
        Measure("jours-debut", "jours de la rencontre au premier jour (médiane)",
                Count(("to_start",), By.MEDIAN), shape=Shape.DECIMAL),
        Measure("jours-total", "jours de la demande au premier jour (médiane)",
                Count(("whole",), By.MEDIAN), shape=Shape.DECIMAL),
        Measure("debuts", "premiers jours confirmés", Count(("whole",))),
        Measure("oui-personne", "de oui des personnes aux propositions", Count(("person_yes",)),
                Count(("person_yes", "person_no")), Shape.PERCENT),
        Measure("oui-association", "de oui des associations", Count(("association_yes",)),
                Count(("association_yes", "association_no")), Shape.PERCENT),
        Measure("silences", "demandes fermées sans réponse de l’association", Count(("silent",))),
    ),
    rows=traffic,
    main_rows=_missions,
    silence="aucune mission n’est ouverte sur la période",
)  # fmt: skip
