"""Missions brought by a file: all of them or none, told row by row; coming again updates them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from app import journal
from app.associations.identity import compact
from app.associations.models import Association
from app.extensions import db
from app.missions import actions, life
from app.missions.csv_file import Fault, Row
from app.missions.models import Mission
from app.territories import queries as territories

EMPTY = {"skills": list, "publics": list, "slots": list, "flexible": bool, "remote": bool,
         "one_off": bool, "place_detail": str, "transit": str, "welcome": str,
         "expenses": str}  # fmt: skip
CLOSED = ("refused", "suspended", "closed")


@dataclass
class Plan:
    """What a file would do: the missions to write, and what stands in the way."""

    faults: list[Fault] = field(default_factory=list)
    steps: list[tuple[Association, Mission | None, dict[str, Any]]] = field(default_factory=list)

    @property
    def created(self) -> int:
        """How many missions are new."""
        return sum(1 for _, mission, _ in self.steps if mission is None)

    @property
    def updated(self) -> int:
        """How many missions change."""
        return sum(1 for _, mission, facts in self.steps if mission and _differs(mission, facts))

    @property
    def same(self) -> int:
        """How many missions stay as they are."""
        return len(self.steps) - self.created - self.updated

    @property
    def changes(self) -> list[tuple[str, bool]]:
        """The title of each mission the file writes, and whether it is new."""
        return [
            (facts["title"], mission is None)
            for _, mission, facts in self.steps
            if mission is None or _differs(mission, facts)
        ]


def plan(rows: list[Row], faults: list[Fault], association: Association | None) -> Plan:
    """Say what the rows would do, for one association or for the one each names."""
    planned = Plan(faults=list(faults))
    wrong = {fault.row for fault in faults}
    seen: Counter[tuple[int, str]] = Counter()
    for row in rows:
        if row.number in wrong:
            continue
        try:
            _plan_row(planned, row, association, seen)
        except ValueError as error:
            planned.faults.append(Fault(row.number, str(error)))
    planned.faults.sort(key=lambda fault: fault.row)
    return planned


def _plan_row(
    planned: Plan, row: Row, association: Association | None, seen: Counter[tuple[int, str]]
) -> None:
    facts = dict(row.facts)
    owner = _owner(facts.pop("association", None), association)
    facts |= _place(facts.pop("commune", None), facts.pop("code_insee", None), facts.get("remote"))
    facts = {n: EMPTY[n]() if v is None and n in EMPTY else v for n, v in facts.items()}
    if facts.get("places", 1) is None:
        del facts["places"]
    if facts.get("one_off") and not facts.get("ends_on") and facts.get("starts_on"):
        facts["ends_on"] = facts["starts_on"]
    mission = None
    if reference := facts.get("reference"):
        seen[owner.id, reference] += 1
        if seen[owner.id, reference] > 1:
            raise ValueError(f"reference : « {reference} » est déjà plus haut dans le fichier.")
        mission = _known(owner, reference)
    if mission:
        _check_update(mission, facts)
    planned.steps.append((owner, mission, facts))


def _owner(named: str | None, association: Association | None) -> Association:
    owner = find_association(named) if named else association
    if named and association and (owner is None or owner.id != association.id):
        raise ValueError(f"association : « {named} » n’est pas {association.name}.")
    if owner is None:
        said = f"« {named} » n’est pas connue" if named else "écrivez son RNA ou son SIRET"
        raise ValueError(f"association : {said}.")
    if owner.state in CLOSED:
        raise ValueError(f"association : l’espace de {owner.name} n’est pas ouvert.")
    return owner


def find_association(name: str) -> Association | None:
    """Find an association by the token of its address, its RNA, its SIRET or its SIREN."""
    number = compact(name)
    found = db.session.scalars(
        select(Association)
        .where(
            or_(
                Association.token == name.strip(),
                Association.rna == number,
                Association.siret == number,
                Association.siren == number,
            )
        )
        .order_by(Association.state != "verified", Association.id)
        .limit(1)
    )
    return found.first()


def _place(commune: str | None, code: str | None, remote: bool | None) -> dict[str, Any]:
    if remote:
        return {"commune_code": None}
    if code:
        known = territories.find(code.upper())
        if known is None:
            raise ValueError(f"code_insee : « {code} » n’est pas un code de commune.")
        return {"commune_code": known.code}
    found = territories.look_up(commune or "")
    if found.one is None:
        several = "plusieurs communes s’appellent ainsi, écrivez le code_insee"
        said = several if len(found.communes) > 1 and not found.guessed else "commune inconnue"
        raise ValueError(f"commune : « {commune} » : {said}.")
    return {"commune_code": found.one.code}


def _known(owner: Association, reference: str) -> Mission | None:
    return db.session.scalar(
        select(Mission).where(Mission.association_id == owner.id, Mission.reference == reference)
    )


def _check_update(mission: Mission, facts: dict[str, Any]) -> None:
    if mission.state not in actions.EDITABLE and _differs(mission, facts):
        raise ValueError(f"reference : « {mission.reference} » est {mission.state_words.lower()}.")
    if facts.get("places", mission.places) < mission.taken:
        raise ValueError(f"places : {mission.taken} places sont déjà prises.")


def _differs(mission: Mission, facts: dict[str, Any]) -> bool:
    return any(getattr(mission, name) != value for name, value in facts.items())


def carry_out(planned: Plan, by: Any) -> None:
    """Write every mission of a plan without fault; those that are whole go to be read."""
    for owner, known, facts in planned.steps:
        if known is not None and not _differs(known, facts):
            continue
        if known is None:
            mission = actions.draft(owner, {**facts, "not_a_job": True}, by=by)
        else:
            mission = known
            actions.revise(mission, facts, by=by)
        journal.record("import", mission, by=by)
        db.session.refresh(mission)
        if not mission.missing and mission.state in life.SUBMIT.sources:
            mission.take(life.SUBMIT, by=by)
