"""Random lives: people followed, left, met, at work, at dates that love the edges of periods."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app import clock, terms
from app.accompaniments.models import Suspension
from app.accounts.models import Account
from app.caseloads.models import FteGrant, Operator, Post, Programme
from app.extensions import db
from app.missions.models import Mission
from app.territories.models import Territory
from tests import following

EPOCH = date(2025, 9, 1)
SPAN = 480
EDGES = ("2025-12-31", "2026-01-01", "2026-03-31", "2026-06-30", "2026-07-01", "2026-12-31")
EXITS = (
    "emploi_cdi", "emploi_cdd_moins_6m", "formation_qualifiante", "mission_benevole_perenne",
    "autre_accompagnement", "deces", "n_a_pas_donne_suite", "jamais_venu", None,
)  # fmt: skip
OUTCOMES = ("reached", "unreachable", "deceased", None)

days = st.one_of(
    st.sampled_from([date.fromisoformat(edge) for edge in EDGES]),
    st.integers(0, SPAN).map(lambda n: EPOCH + timedelta(days=n)),
)


@dataclass(frozen=True)
class Life:
    """What happens to one person; days are drawn, then put in an order that can be."""

    cuts: list[date]
    gap: int
    open_end: bool
    exits: list[str | None]
    referents: list[int]
    hand_over: date
    pathway: str | None
    programme: bool
    practice: bool
    met: list[tuple[date, str]]
    contract: tuple[date, str, bool] | None
    mentions: list[tuple[str, date]]
    sheets: list[tuple[date, str]]
    attended: list[int]
    work: list[tuple[date, str]]
    first_days: list[tuple[date, bool]]
    own: list[tuple[date, bool]]
    after: str | None
    rating: int | None
    still: bool | None
    sent_to_ambassador: list[tuple[date, str]]
    asked: list[tuple[date, int, str]]
    paused: date | None
    referred: date | None


lives = st.builds(
    Life,
    cuts=st.lists(days, min_size=2, max_size=4, unique=True).map(sorted),
    gap=st.sampled_from([1, 2, 29, 30, 31, 60]),
    open_end=st.booleans(),
    exits=st.lists(st.sampled_from(EXITS), min_size=2, max_size=2),
    referents=st.lists(st.integers(0, 2), min_size=2, max_size=2),
    hand_over=days,
    pathway=st.sampled_from([None, "social", "professional"]),
    programme=st.booleans(),
    practice=st.sampled_from([False, False, False, True]),
    met=st.lists(
        st.tuples(days, st.sampled_from(["held", "no_show", "planned"])),
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    contract=st.none()
    | st.tuples(days, st.sampled_from(["signed", "renewed", "refused", "draft"]), st.booleans()),
    mentions=st.lists(st.tuples(st.sampled_from(["association", "informal"]), days), max_size=2),
    sheets=st.lists(
        st.tuples(days, st.sampled_from(["signed", "refused", "withdrawn"])), max_size=3
    ),
    attended=st.lists(st.integers(0, 3), max_size=3, unique=True),
    work=st.lists(st.tuples(days, st.sampled_from(["cdi", "stage", "cesu"])), max_size=2),
    first_days=st.lists(st.tuples(days, st.booleans()), max_size=2),
    own=st.lists(st.tuples(days, st.booleans()), max_size=1),
    after=st.sampled_from(["nothing written", *filter(None, OUTCOMES)]),
    rating=st.none() | st.integers(1, 5),
    still=st.none() | st.booleans(),
    sent_to_ambassador=st.lists(
        st.tuples(days, st.sampled_from(["referred", "taken", "closed"])), max_size=2
    ),
    asked=st.lists(
        st.tuples(
            days, st.integers(0, 40),
            st.sampled_from(["asked", "met", "declined", "accepted", "declined_by_person"]),
        ),
        max_size=1,
    ),
    paused=st.none() | days,
    referred=st.none() | days,
)  # fmt: skip


@dataclass
class Stage:
    """What people live among: two operators, three référents, two territories, four sessions."""

    operators: list[Operator]
    referents: list[Account]
    territories: list[Territory]
    programme: Programme
    mission: Mission
    ambassador: Account


def put_on(stage: Stage, people: list[Life], gathered: list[date], ftes: list[Any]) -> None:
    """Write everything down."""
    for fte, since, until in ftes:
        first, last = sorted((since, until))
        following.kept(
            FteGrant(operator_id=stage.operators[0].id, since=first, until=last, fte=Decimal(fte))
        )
    alone = following.a_group(stage.referents[0], territory_id=stage.territories[0].id)
    shared = following.a_group(
        stage.referents[1], "collective_action", stage.operators, programme_id=stage.programme.id
    )
    sessions = [
        following.a_session(alone if n < 2 else shared, on, guests=n)
        for n, on in enumerate(gathered)
    ]
    for life in people:
        _live(stage, life, sessions)
    db.session.flush()


def _live(stage: Stage, life: Life, sessions: list[Any]) -> None:
    person = following.someone(is_practice=life.practice)
    episodes = _accompany(stage, life, person)
    lea = stage.referents[0]
    _contract(life, episodes[0], lea)
    for on, state in life.sheets:
        following.a_sheet(episodes[0], lea, on, state)
    _meet(stage, life, person, sessions)
    for on, kind in life.work:
        following.works(person, lea, kind, on, episodes[0] if life.programme else None)
    for on, confirmed in life.first_days:
        following.at_work(person, stage.mission, on, on if confirmed else None)
    for on, confirmed in life.own:
        following.own_engagement(person, on, on if confirmed else None)
    if life.after != "nothing written":
        due = terms.months_later(episodes[0].ended_on or life.hand_over, 6)
        told = {"still_volunteering": life.still, "confidence": life.rating}
        following.six_months_after(
            episodes[0], due, outcome=life.after, **(told if life.after == "reached" else {})
        )


def _meet(stage: Stage, life: Life, person: Account, sessions: list[Any]) -> None:
    lea = stage.referents[0]
    for on, state in life.met:
        following.met(person, lea, on, state)
    for number in life.attended:
        following.enrolled(sessions[number], person, "absent" if number == 3 else "present")
    for on, state in life.sent_to_ambassador:
        following.referred(person, lea, stage.ambassador, on, state)
    for on, wait, state in life.asked:
        _introduce(stage, person, on, wait, state)


def _accompany(stage: Stage, life: Life, person: Account) -> list[Any]:
    since, until = life.cuts[0], life.cuts[1]
    facts = {
        "pathway": life.pathway,
        "programme_id": stage.programme.id if life.programme else None,
    }
    again = len(life.cuts) > 2
    ends = None if life.open_end and not again else until
    episodes = [following.accompanied(person, since, ends, exit_type=life.exits[0], **facts)]
    if life.paused:
        following.kept(Suspension(episode_id=episodes[0].id, since=life.paused, reason="away"))
    if again:
        back = until + timedelta(days=life.gap)
        last = None if life.open_end else back + timedelta(days=40)
        episodes.append(following.accompanied(person, back, last, exit_type=life.exits[1]))
    elif life.referred and ends:
        row = following.accompanied(person, life.referred)
        row.started_on, row.state = None, "referred"
        db.session.flush()
    first, second = life.referents
    change = max(life.hand_over, since)
    _followed(stage, person, first, since, change)
    _followed(stage, person, second, change, None)
    return episodes


def _followed(stage: Stage, person: Account, number: int, since: date, until: date | None) -> None:
    following.followed(
        person, stage.referents[number], since, until,
        operator_id=stage.operators[number % 2].id,
        territory_id=stage.territories[number % 2].id if number else None,
    )  # fmt: skip


def _contract(life: Life, episode: Any, lea: Account) -> None:
    if life.contract is None:
        return
    effect, state, wrong = life.contract
    following.a_contract(
        episode, lea, effect, terms.end_of_term(effect, 6), state=state, in_error=wrong,
        activities=life.mentions,
    )  # fmt: skip


def _introduce(stage: Stage, person: Account, on: date, wait: int, state: str) -> None:
    at = clock.from_paris(on, 0, 30)
    then = at + timedelta(days=wait)
    answered = {"answered_at": then} if state in ("met", "accepted", "declined") else {}
    suggested = {"origin": "suggested"} if state == "declined_by_person" or wait % 2 else {}
    following.introduced(
        person, stage.mission, at, state=state, state_since=then,
        approved_at=then if state != "declined_by_person" else None,
        meeting_at=then if state == "met" else None, **answered, **suggested,
    )  # fmt: skip


def set_up() -> Stage:
    """Lay the stage."""
    from tests import people

    operators = [following.an_operator(), following.an_operator()]
    referents = [following.a_colleague(operators[n % 2], f"Claire{n}") for n in range(3)]
    territories = [people.a_territory("Nord", "38185"), people.a_territory("Sud", "38226")]
    programme = following.kept(Programme(name="Action 2026", since=EPOCH))
    mission = people.a_mission()
    ambassador = people.an_account(people.Role.AMBASSADOR, "Bernard")
    db.session.query(Post).filter(Post.account_id == referents[2].id).delete()
    db.session.commit()
    return Stage(operators, referents, territories, programme, mission, ambassador)
