"""The edge cases of the definitions, one story each."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask

from app import clock, terms
from app.accompaniments.models import ActivityRule, ExitMapping, Suspension
from app.caseloads.models import FteGrant
from app.extensions import db
from app.indicators import periods, wording
from app.indicators.computing import Line, Reckoning
from app.indicators.periods import Period
from app.indicators.registry import BY_KEY
from app.indicators.rows import Count, Figure, Measure, Shape, State
from app.indicators.scopes import Scope
from app.passports.models import Entry
from tests import following, people
from tests.following import accompanied, day, followed, someone

H1, H2, YEAR = periods.half(2026, 1), periods.half(2026, 2), periods.year(2026)


@pytest.fixture
def office(app: Flask) -> Any:
    """One operator and its référent."""
    operator = following.an_operator("L’Étape", Decimal("0.5"))
    return operator, following.a_colleague(operator)


def line(key: str, period: Period = H1, **scope: Any) -> Line:
    return Reckoning(period).line(BY_KEY[key], period, Scope(**scope))


def value(key: str, measure: str, period: Period = H1, **scope: Any) -> Any:
    return line(key, period, **scope).figures[measure].value


def stay(office, since: str, until: str | None = None, **facts: Any) -> Any:
    operator, claire = office
    person = facts.pop("person", None) or someone()
    last = day(until) if until else None
    followed(person, claire, day(since), last, operator_id=operator.id)
    return accompanied(person, day(since), last, **facts)


# Periods, ratios, words


def test_nine_of_forty_six_is_missed_and_ten_of_fifty_is_met():
    measure = Measure("m", "", Count(()), Count(()), Shape.PERCENT, Fraction(1, 5))
    missed = Figure(measure, State.VALUE, 9, 46)
    assert (wording.said(missed), missed.met) == ("19,6\u202f%", False)
    met = Figure(measure, State.VALUE, 10, 50)
    assert (wording.said(met), met.met) == ("20,0\u202f%", True)
    nearly = Figure(measure, State.VALUE, 19_999, 100_000)
    assert (wording.said(nearly), nearly.met) == ("20,0\u202f%", False)


@pytest.mark.parametrize(
    ("number", "said"),
    [(Fraction(1, 20), "0,1"), (Fraction(249, 1000), "0,2"), (Fraction(1, 4), "0,3"),
     (Fraction(99_95, 100), "100,0"), (Fraction(-1, 4), "−0,3"), (1234, "1\u202f234,0")],
)  # fmt: skip
def test_one_decimal_half_up_with_a_comma(number, said: str):
    assert wording.decimal(number) == said


def test_a_period_is_compared_with_the_one_before():
    assert H1.before() == periods.half(2025, 2)
    assert YEAR.before() == periods.year(2025)
    assert Period(day("01/03/2026"), day("31/05/2026")).before() == Period(
        day("01/12/2025"), day("28/02/2026")
    )
    assert Period(day("10/01/2026"), day("19/01/2026")).before() == Period(
        day("31/12/2025"), day("09/01/2026")
    )


def test_nothing_told_is_not_zero_and_nothing_to_divide_is_not_zero_per_cent(office):
    assert line("i2").main.state == State.MISSING
    stay(office, "01/01/2026")
    assert value("i5", "sorties") == 0
    assert line("i8").figures["taux-sorties"].state == State.NOT_APPLICABLE
    assert wording.said(line("i8").figures["taux-sorties"]) == "n/a"


# Caseload


def test_the_first_and_the_last_day_count(office):
    stay(office, "01/01/2025", "01/01/2026")
    stay(office, "30/06/2026")
    assert value("file-active", "periode") == 2
    assert value("file-active", "fin") == 1


def test_who_waits_is_not_counted_and_who_pauses_is(office):
    waits = accompanied(someone(), day("01/02/2026"))
    waits.started_on, waits.state = None, "referred"
    pauses = stay(office, "01/01/2026")
    following.kept(Suspension(episode_id=pauses.id, since=day("01/03/2026"), reason="health"))
    assert value("file-active", "periode") == 1
    assert value("file-active", "suspendues") == 1
    assert value("file-active", "attente") == 1


def test_someone_handed_over_counts_once_for_each_operator_and_once_in_all(office):
    other = following.an_operator("La Rive")
    luc = following.a_colleague(other, "Luc")
    operator, claire = office
    person = someone()
    followed(person, claire, day("01/01/2026"), day("31/03/2026"), operator_id=operator.id)
    followed(person, luc, day("01/04/2026"), operator_id=other.id)
    accompanied(person, day("01/01/2026"))
    assert value("file-active", "periode") == 1
    assert value("file-active", "periode", operator=operator.id) == 1
    assert value("file-active", "periode", operator=other.id) == 1
    assert value("file-active", "fin", operator=operator.id) == 0
    late = Period(day("01/04/2026"), day("30/06/2026"))
    assert value("file-active", "periode", late, operator=operator.id) == 0


def test_means_are_weighed_by_the_day_and_no_means_is_not_applicable(office):
    operator, _ = office
    stay(office, "01/01/2026")
    following.kept(
        FteGrant(
            operator_id=operator.id,
            since=day("01/04/2026"),
            until=day("30/06/2026"),
            fte=Decimal(1),
        )
    )
    figure = line("file-active").figures["charge-moyenne"]
    assert figure.bottom == Fraction(1, 2) + Fraction(91, 181)
    assert line("file-active").figures["charge"].bottom == Fraction(3, 2)
    nobody = following.an_operator("Sans moyens")
    followed(person := someone(), office[1], day("01/01/2026"), operator_id=nobody.id)
    accompanied(person, day("01/01/2026"))
    found = line("file-active", operator=nobody.id).figures["charge"]
    assert found.state == State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("people_there", "said"),
    [(26, ("Plus de 50 par ETP", "bad")), (25, None), (20, None),
     (19, ("Moins de 40 par ETP", "info"))],
)  # fmt: skip
def test_too_many_for_a_post_is_told_and_so_is_room(office, people_there: int, said):
    for _ in range(people_there):
        stay(office, "01/01/2026")
    assert wording.load(line("file-active").figures["charge"]) == said


# Contracts


def test_signed_in_june_with_effect_in_july_is_of_the_second_half(office):
    episode = stay(office, "01/01/2026")
    told = (("association", day("30/06/2026")),)
    following.a_contract(
        episode, office[1], day("01/07/2026"), day("31/12/2026"),
        signed_on=day("30/06/2026"), activities=told,
    )  # fmt: skip
    assert value("i1", "contrats", H1) is None
    assert value("i1", "contrats", H2) == 1


def test_volunteering_added_later_counts_once_when_it_is_added(office):
    episode = stay(office, "01/01/2026")
    told = (("association", day("15/08/2026")), ("informal", day("20/08/2026")))
    following.a_contract(episode, office[1], day("01/03/2026"), day("31/08/2026"), activities=told)
    assert (value("i1", "contrats", H1), value("i1", "effets", H1)) == (0, 1)
    assert value("i1", "contrats", H2) == 1
    assert value("i1", "contrats", YEAR) == 1


@pytest.mark.parametrize("facts", [{"state": "refused"}, {"state": "draft"}, {"in_error": True}])
def test_what_was_not_signed_or_was_an_error_does_not_count(office, facts):
    episode = stay(office, "01/01/2026")
    told = (("association", day("01/02/2026")),)
    following.a_contract(
        episode, office[1], day("01/02/2026"), day("31/07/2026"), activities=told, **facts
    )
    assert value("i1", "contrats") is None


def test_a_renewal_is_a_new_contract(office):
    episode = stay(office, "01/01/2026")
    for effect, ends, state in (
        ("01/01/2026", "30/06/2026", "renewed"), ("01/07/2026", "31/12/2026", "signed"),
    ):  # fmt: skip
        following.a_contract(
            episode, office[1], day(effect), day(ends), state=state,
            activities=(("association", day(effect)),),
        )  # fmt: skip
    assert value("i1", "contrats", YEAR) == 2
    assert value("i1", "personnes", YEAR) == 1


def test_a_later_yes_replaces_a_refusal_in_its_own_period(office):
    episode = stay(office, "01/01/2026")
    following.a_sheet(episode, office[1], day("01/02/2026"), "refused")
    following.a_sheet(episode, office[1], day("01/09/2026"), "signed")
    following.a_sheet(episode, office[1], day("02/02/2026"), "withdrawn")
    assert value("i11", "taux", H1) == 1
    assert value("i11", "taux", H2) == 0
    assert (line("i11", YEAR).main.top, line("i11", YEAR).main.bottom) == (0, 1)
    assert line("i10", H1).main.state == State.MISSING
    assert value("i10", "cumul", H2) == 1


def test_a_month_of_contract_wants_a_held_interview_and_the_31st_does_not_drift(office):
    episode = stay(office, "31/08/2026")
    person = episode.volunteer
    following.a_contract(episode, office[1], day("31/08/2026"), day("28/02/2027"))
    as_of = day("05/11/2026")
    for on, state in (("30/09/2026", "held"), ("01/10/2026", "no_show"), ("30/10/2026", "excused")):
        following.met(person, office[1], day(on), state)
    reckoning = Reckoning(H2, as_of=as_of)
    found = reckoning.line(BY_KEY["i13"], H2)
    assert [row.on for row in found.behind("mois")] == [day("30/09/2026"), day("30/10/2026")]
    assert (found.main.top, found.main.bottom) == (1, 2)
    assert found.figures["absences"].value == 1
    assert found.figures["excuses"].value == 1


def test_a_last_month_cut_short_is_not_looked_at(office):
    episode = stay(office, "01/01/2026")
    following.a_contract(
        episode, office[1], day("10/01/2026"), day("09/07/2026"), closed_on=day("20/03/2026")
    )
    assert line("i13").figures["mois"].value == 2


# Groups and ambassadors


def test_a_cancelled_session_and_an_absence_are_nothing(office):
    claire = office[1]
    episode = stay(office, "01/01/2026")
    group = following.a_group(claire)
    following.a_session(group, day("10/02/2026"), episode.volunteer, cancelled_at=clock.now())
    held = following.a_session(group, day("17/02/2026"))
    following.enrolled(held, episode.volunteer, "absent")
    outside = someone()
    following.enrolled(held, outside, "present")
    assert value("i2", "personnes") == 0
    assert value("i2", "seances") == 1
    assert value("i2", "autres") == 1


def test_a_joint_action_counts_for_each_and_once_in_all_and_once_in_the_year(office):
    operator, claire = office
    other = following.an_operator("La Rive")
    action = following.a_group(claire, "collective_action", (operator, other))
    following.a_session(action, day("10/06/2026"))
    following.a_session(action, day("10/07/2026"))
    for period in (H1, H2, YEAR):
        assert value("i3", "actions", period) == 1
        assert value("i3", "actions", period, operator=other.id) == 1
    assert value("i3", "partagees", YEAR) == 1
    assert value("i2", "seances", YEAR) is None


# Missions


def test_accepted_but_never_came_is_not_a_start(office):
    episode = stay(office, "01/01/2026")
    mission = people.a_mission()
    following.at_work(episode.volunteer, mission, day("01/03/2026"), None)
    assert value("i4", "personnes") == 0
    assert value("i4", "a-confirmer") == 1


def test_two_missions_are_two_starts_of_one_person_and_ones_own_counts_once_confirmed(office):
    episode = stay(office, "01/01/2026")
    mission = people.a_mission()
    following.at_work(episode.volunteer, mission, day("01/03/2026"), day("02/03/2026"))
    following.own_engagement(episode.volunteer, day("01/05/2026"), day("01/07/2026"))
    following.own_engagement(episode.volunteer, day("01/06/2026"), None)
    assert value("i4", "personnes") == 1
    assert value("i4", "debuts") == 2
    assert value("i4", "a-confirmer") == 1


def test_helping_neighbours_counts_when_the_contract_says_so(office):
    episode = stay(office, "01/01/2026")
    following.a_contract(
        episode, office[1], day("01/02/2026"), day("31/07/2026"),
        activities=(("informal", day("01/02/2026")), ("association", day("01/02/2026"))),
    )  # fmt: skip
    assert value("i4", "debuts") == 1


# Exits and work


def test_back_within_thirty_days_at_the_same_operator_is_no_exit(office):
    person = someone()
    stay(office, "01/01/2026", "31/03/2026", exit_type="autre", person=person)
    stay(office, "30/04/2026", person=person)
    assert value("i5", "sorties") == 0


def test_back_the_day_after_or_elsewhere_leaves_an_exit(office):
    person = someone()
    stay(office, "01/01/2026", "31/03/2026", exit_type="autre", person=person)
    stay(office, "01/05/2026", person=person)
    other = following.an_operator("La Rive")
    luc = following.a_colleague(other, "Luc")
    moved = someone()
    stay(office, "01/01/2026", "31/03/2026", exit_type="autre", person=moved)
    followed(moved, luc, day("10/04/2026"), operator_id=other.id)
    accompanied(moved, day("10/04/2026"))
    assert value("i5", "sorties") == 2


def test_a_change_of_referent_is_no_exit(office):
    operator, claire = office
    luc = following.a_colleague(operator, "Luc")
    person = someone()
    followed(person, claire, day("01/01/2026"), day("31/03/2026"), operator_id=operator.id)
    followed(person, luc, day("01/04/2026"), operator_id=operator.id)
    accompanied(person, day("01/01/2026"))
    assert value("i5", "sorties") == 0


def test_the_departement_may_call_an_exit_otherwise(office):
    stay(office, "01/01/2026", "31/03/2026", exit_type="service_civique")
    assert value("i5", "categorie-positive") == 1
    following.kept(ExitMapping(exit_type="service_civique", category="transition"))
    assert value("i5", "categorie-positive") == 0
    assert value("i5", "categorie-transition") == 1


def test_what_goes_back_to_work_is(office):
    before = stay(office, "01/03/2026")
    following.works(before.volunteer, office[1], "cdi", day("01/02/2026"), before)
    twice = stay(office, "01/01/2026")
    following.works(twice.volunteer, office[1], "interim", day("02/02/2026"), twice)
    following.works(twice.volunteer, office[1], "cdd", day("02/05/2026"), twice)
    learns = stay(office, "01/01/2026")
    following.works(learns.volunteer, office[1], "formation", day("02/02/2026"), learns)
    leaves = stay(office, "01/01/2026", "30/06/2026", exit_type="emploi_cdd_moins_6m")
    following.works(leaves.volunteer, office[1], "cdd", day("03/07/2026"), leaves)
    assert (line("i8").main.top, line("i8").main.bottom) == (2, 4)
    assert line("i8").figures["taux-sorties"].value == 1
    following.kept(ActivityRule(kind="formation", counts=True))
    assert line("i8").main.top == 3


# Six months after, associations, passports


def test_six_months_after_the_last_of_august_is_the_last_of_february(office):
    stay(office, "01/01/2026", "31/08/2026", exit_type="autre")
    early = Period(day("01/02/2027"), day("28/02/2027"))
    found = Reckoning(early, as_of=day("01/03/2027")).line(BY_KEY["i7"], early)
    assert [row.on for row in found.behind("cohorte")] == [day("28/02/2027")]


def test_the_dead_are_not_asked_and_the_unreachable_did_not_answer(office):
    outcomes = ("reached", "unreachable", "deceased", "reached")
    for rank, outcome in enumerate(outcomes):
        episode = stay(office, "01/01/2025", "15/09/2025", exit_type="autre")
        following.six_months_after(
            episode, terms.months_later(day("15/09/2025"), 6), outcome=outcome,
            confidence=rank + 1 if outcome == "reached" else None,
            still_volunteering=(outcome == "reached" and rank == 0) or None,
        )  # fmt: skip
    found = line("i7")
    assert (found.main.top, found.main.bottom) == (2, 3)
    assert found.figures["note-confiance"].value == Fraction(5, 2)
    assert found.figures["note-francais"].state == State.NOT_APPLICABLE


def test_a_legal_body_counts_once_with_its_branches_apart(app: Flask):
    facts: dict[str, Any] = {"verified_on": day("01/01/2026")}
    people.an_association("Le Jardin", rna="W381000009", siren="123456782", **facts)
    people.an_association("Le Jardin de Mens", rna=None, siret="12345678200012", **facts)
    people.an_association("Fermée", rna="W381000010", state="closed",
                          closed_on=day("01/05/2026"), **facts)  # fmt: skip
    people.an_association("Pas vérifiée", rna="W381000011", state="submitted")
    found = line("i12")
    assert found.figures["associations"].value == 1
    assert found.figures["antennes"].value == 1
    spring = Period(day("01/01/2026"), day("30/04/2026"))
    assert value("i12", "associations", spring) == 2
    assert line("i12", operator=1).main.state in (State.OUT_OF_SCOPE, State.MISSING)


def test_delays_are_those_of_what_was_done(office):
    episode = stay(office, "01/01/2026")
    mission = people.a_mission()
    begun = clock.from_paris(day("01/02/2026"), 9)
    for days, state in ((4, "met"), (9, "met"), (90, "declined")):
        then = begun + timedelta(days=days)
        following.introduced(
            someone(), mission, begun, state=state, state_since=then, answered_at=then,
            meeting_at=then,
        )  # fmt: skip
    assert episode
    found = line("i14").figures
    assert found["jours-rencontre"].value == Fraction(13, 2)
    assert found["rencontres"].value == 2
    assert (found["oui-association"].top, found["oui-association"].bottom) == (2, 3)


def an_entry(person: Any, **facts: Any) -> Entry:
    return following.kept(
        Entry(
            volunteer_id=person.id, association_name="Le Jardin", title="Jardiner",
            started_on=day("01/01/2026"), state="attested",
            attested_at=clock.from_paris(day("10/03/2026"), 9), **facts,
        )
    )  # fmt: skip


def test_a_corrected_experience_is_not_counted_again(office):
    person = stay(office, "01/01/2026").volunteer
    first = an_entry(person)
    first.state = "corrected"
    an_entry(person, replaces_id=first.id, number=2)
    assert value("i15", "experiences") == 1
    assert value("i15", "personnes") == 1


def test_every_figure_is_made_of_the_rows_behind_it(office):
    stay(office, "01/01/2026", "31/03/2026", exit_type="emploi_cdi")
    stay(office, "01/02/2026")
    db.session.flush()
    for found in Reckoning(H1).sheet(H1):
        for key, figure in found.figures.items():
            behind: dict[str, list[Any]] = {}
            for row in found.behind(key):
                behind.setdefault(row.part, []).append(row)
            if figure.state == State.VALUE:
                assert figure.measure.top.of(behind) == figure.top, f"{found.indicator.key}.{key}"
