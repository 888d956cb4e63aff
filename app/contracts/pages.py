"""What the pages of contracts and sheets show, to the référent and to the person."""

from dataclasses import dataclass
from typing import Any

from app import clock
from app.accounts.models import Account
from app.contracts import counting, drafting, life, papers, queries, rules
from app.contracts.models import Amendment, CivicCommitment, Contract
from app.contracts.policy import policy
from app.contracts.rules import CapReached, Term
from app.contracts.wording import PARTS
from app.placements import queries as placements

TONES = {
    "draft": "neutral",
    "proposed": "warn",
    "signed": "good",
    "renewed": "neutral",
    "refused": "neutral",
    "withdrawn": "neutral",
    "ended": "neutral",
    "terminated": "neutral",
    "cancelled": "neutral",
}


@dataclass(frozen=True)
class Task:
    """One line of the task list of a draft."""

    part: str
    title: str
    state: str
    tone: str


def tasks(contract: Contract) -> list[Task]:
    """List the parts of a draft and where each is."""
    return [_task(contract, part, title) for part, (title, _) in PARTS.items()]


def _task(contract: Contract, part: str, title: str) -> Task:
    if part in contract.missing:
        begun = part in contract.done
        return Task(part, title, "Commencé" if begun else "À faire", "warn")
    if part in contract.done:
        return Task(part, title, "Fait", "good")
    if part == "duree":
        return Task(part, title, "Calculée", "good")
    return Task(part, title, "Si besoin", "neutral")


@dataclass(frozen=True)
class Length:
    """How long a contract lasts, its place under the cap, and what to watch."""

    words: str
    months: str
    warnings: tuple[str, ...]


def length_of(contract: Contract) -> Length:
    """Say how long: from its dates once signed, as it would be signed today before."""
    if contract.state in life.DROPPED:
        return Length("", "", ())
    here = policy()
    spells = counting.spells_of([contract.volunteer_id])[contract.volunteer_id]
    term: Term | None = None
    warnings: list[str] = []
    if contract.effective_on and contract.ends_on:
        reached = rules.month_reached(contract.ends_on, spells, here)
        began = rules.month_reached(contract.effective_on, spells, here)
    else:
        try:
            term = drafting.foreseen(contract)
        except CapReached as cap:
            return Length("", "", (drafting.cap_words(cap),))
        period = rules.Period(term.anchor, term.first, term.last, term.last)
        with_it = [*spells[:-1], _with(spells[-1], period)] if spells else []
        reached = rules.month_reached(term.last, with_it, here)
        began = rules.month_reached(term.first, with_it, here)
        warnings = _warnings(term)
    months = f"Mois {began} à {reached} sur {here.cap_months}" if reached else ""
    return Length(papers.length_words(contract, term), months, tuple(warnings))


def _with(spell: rules.Spell, period: rules.Period) -> rules.Spell:
    return rules.Spell(spell.since, spell.left_on, (*spell.periods, period), spell.pauses)


def _warnings(term: Term) -> list[str]:
    found = []
    if term.truncated:
        found.append(f"Ce contrat est plus court : les {policy().cap_months} mois finissent avant.")
    if term.gap_days:
        said = "1 jour n’est" if term.gap_days == 1 else f"{term.gap_days} jours ne sont"
        found.append(f"{said} couverts par aucun contrat, depuis la fin du dernier.")
    return found


def foreseen_or_none(contract: Contract) -> Term | None:
    """Compute the term if it were signed today, or nothing when no month is left."""
    try:
        return drafting.foreseen(contract)
    except CapReached:
        return None


def missions_of(person: Account) -> dict[str, Any]:
    """Give, by token, the missions where a person is or was at work."""
    return {p.mission.token: p.mission for p in placements.all_for(person)}


def of_thing(thing: Contract | CivicCommitment | Amendment, reader: Account) -> dict[str, Any]:
    """Give what every page of a contract or of a sheet shows."""
    signatures = papers.signatures_of(thing)
    return {
        "thing": thing,
        "person": thing.volunteer,
        "tone": TONES[thing.state],
        "may": {step.name for step in thing.steps_for(reader)},
        "signatures": signatures,
        "scan": papers.scan_of(thing),
        "has_original": papers.document_of(thing) is not None,
        "today": clock.today(),
        "optional": papers.OPTIONAL,
        "printed": papers.PRINTED,
        "details": papers.details,
    }


def of_contract(contract: Contract, reader: Account) -> dict[str, Any]:
    """Give what the page of a contract shows."""
    return {
        **of_thing(contract, reader),
        "contract": contract,
        "length": length_of(contract),
        "tasks": tasks(contract),
        "mine": contract.lines_of("person"),
        "theirs": contract.lines_of("referent"),
        "to_answer": [a for a in contract.amendments if a.state == "proposed"],
        "said_no": [a for a in contract.amendments if a.state == "refused"],
        "is_due": contract.state == "signed" and queries.is_due(contract, clock.today()),
        "is_overdue": contract.state == "ended" and contract.settled_on is None,
        "may_renew": contract.state in drafting.FOLLOWED and contract.effective_on is not None,
        "may_write_again": contract.state in drafting.TAKEN_UP
        and queries.being_written(contract.volunteer) is None,
    }
