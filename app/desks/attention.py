"""Who needs care first, and why: a pure function of dated facts, no clock and no database.

Each fact that asks for something gives a reason: a weight and the sentence shown beside the name.
The strongest reason decides the rank; then how much there is besides; then who was heard of
longest ago. The weights are an order, not a measure: someone whose contract has run out comes
before someone whose interview is late, whatever the number of small things.

    95 contract over, nothing after it         50 a yes without a date for seven days
    90 an open difficulty                      48 an association silent for fourteen days
    85 contract ends within seven days         45 the day of the next step has passed
    80 a request to approve for seven days     42 an accompaniment to begin
    75 interview late by thirty days or more   35 contract ends within forty-five days
    70 an interview of the past to record      30 no news for sixty days
    65 a request to approve                    20 a profile to finish
    60 interview late                          15 no mission
    55 contract ends within thirty days        10 a trial under way

Someone whose accompaniment is suspended, or over, asks for nothing but what a date or another
person forces; those who left come last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.accompaniments.rhythm import next_due
from app.phrases import plural, short_day

PRESSING = 40
FORCED = frozenset({95, 90, 85, 80, 70, 65, 55, 50, 48})
APPROVE_WITHIN = 7
PLAN_WITHIN = 7
ANSWER_WITHIN = 14
VERY_LATE = 30
SILENCE = 60
WARNED = (7, 30, 45)


@dataclass(frozen=True)
class Facts:
    """What is known of someone, as days; None where nothing is."""

    last_news: date
    profile_done: bool = True
    at_work: bool = False
    on_trial: bool = False
    followed_since: date | None = None
    started_on: date | None = None
    left_on: date | None = None
    suspended: bool = False
    last_held: date | None = None
    planned: date | None = None
    unrecorded: date | None = None
    contract_ends: date | None = None
    contract_followed: bool = False
    step_on: date | None = None
    asked: date | None = None
    silent_since: date | None = None
    dateless_since: date | None = None
    difficulty_since: date | None = None


@dataclass(frozen=True, order=True)
class Reason:
    """One thing that asks for something."""

    weight: int
    because: str

    @property
    def presses(self) -> bool:
        """Whether something is to be done now, rather than known."""
        return self.weight >= PRESSING


def interview_due(facts: Facts) -> date | None:
    """Give the day by which the next interview is due, once the accompaniment has begun."""
    if facts.started_on is None or facts.suspended:
        return None
    return next_due(facts.started_on, facts.last_held)


def interview_late(facts: Facts, today: date) -> int:
    """Count the days since an interview was due, when none is planned; zero when it is not late."""
    due = interview_due(facts)
    waits = facts.unrecorded or (facts.planned and facts.planned >= today)
    return 0 if due is None or waits else max((today - due).days, 0)


def to_renew(facts: Facts, today: date) -> bool:
    """Tell whether the contract is over or ends soon, and nothing comes after it."""
    ends = facts.contract_ends
    return ends is not None and not facts.contract_followed and (ends - today).days <= WARNED[-1]


def reasons(facts: Facts, today: date) -> list[Reason]:
    """List what asks for something, the strongest first."""
    found = [*_contract(facts, today), *_interview(facts, today), *_requests(facts, today)]
    found += [*_path(facts, today), *_known(facts, today)]
    if facts.suspended or facts.left_on:
        found = [reason for reason in found if reason.weight in FORCED]
    return sorted(found, key=lambda reason: -reason.weight)


def rank(facts: Facts, today: date) -> tuple[bool, int, int, date]:
    """Give the key by which the caseload is sorted, first things first."""
    weights = [reason.weight for reason in reasons(facts, today)]
    has_left = facts.left_on is not None and not weights
    return (has_left, -max(weights, default=0), -sum(weights), facts.last_news)


def _days(since: date, today: date) -> str:
    count = (today - since).days
    return f"depuis {plural(count, 'jour')}" if count > 0 else "d’aujourd’hui"


def _contract(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.contract_ends is None or not to_renew(facts, today):
        return
    left = (facts.contract_ends - today).days
    if left < 0:
        yield Reason(95, f"Contrat fini depuis {plural(-left, 'jour')}")
        return
    weight = {7: 85, 30: 55, 45: 35}[next(limit for limit in WARNED if left <= limit)]
    when = f"dans {plural(left, 'jour')}" if left else "aujourd’hui"
    yield Reason(weight, f"Contrat : fin {when}")


def _interview(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.unrecorded:
        yield Reason(70, f"Entretien du {short_day(facts.unrecorded)} à noter")
    late = interview_late(facts, today)
    if late:
        held = facts.last_held
        said = f"en retard de {plural(late, 'jour')}" if held else "premier à faire"
        yield Reason(75 if late >= VERY_LATE else 60, f"Entretien : {said}")


def _requests(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.difficulty_since:
        yield Reason(90, f"Difficulté ouverte {_days(facts.difficulty_since, today)}")
    if facts.asked:
        late = facts.asked <= today - timedelta(days=APPROVE_WITHIN)
        yield Reason(80 if late else 65, f"Demande à valider, {_days(facts.asked, today)}")
    if facts.dateless_since and facts.dateless_since <= today - timedelta(days=PLAN_WITHIN):
        yield Reason(50, f"Rendez-vous à fixer {_days(facts.dateless_since, today)}")
    if facts.silent_since and facts.silent_since <= today - timedelta(days=ANSWER_WITHIN):
        yield Reason(48, f"Association sans réponse {_days(facts.silent_since, today)}")


def _path(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.step_on and facts.step_on < today:
        yield Reason(45, f"Étape prévue le {short_day(facts.step_on)}")
    if facts.followed_since and facts.started_on is None and facts.left_on is None:
        yield Reason(42, f"Accompagnement à commencer, {_days(facts.followed_since, today)}")
    if facts.last_news <= today - timedelta(days=SILENCE):
        yield Reason(30, f"Sans nouvelles {_days(facts.last_news, today)}")


def _known(facts: Facts, _today: date) -> Iterator[Reason]:
    if not facts.profile_done:
        yield Reason(20, "Profil à finir")
    elif not facts.at_work:
        yield Reason(15, "Sans mission")
    if facts.on_trial:
        yield Reason(10, "Essai en cours")
