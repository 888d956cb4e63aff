"""The thirteen rules of duration, each as a story of dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts import rules
from app.contracts.rules import CapReached, Period, Policy, Spell
from app.contracts.working_days import holidays, is_working, on_or_before
from app.terms import end_of_term, months_later

HERE = Policy()
COVERED = Policy(covered=True)
DAYS = st.dates(date(2020, 1, 1), date(2050, 12, 31))
DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_period(anchor: str, first: str = "", planned: str = "", last: str = "") -> Period:
    began, until = day(first or anchor), day(planned) if planned else end_of_term(day(anchor), 6)
    return Period(day(anchor), began, until, day(last) if last else until)


def a_spell(*periods: Period, since: str = "2026-01-01", **facts) -> Spell:
    return Spell(day(since), periods=periods, **facts)


def series(anchor: date, policy: Policy, count: int = 10) -> list[Period]:
    """Sign term after term, each before the one before ends, until the cap."""
    found: list[Period] = []
    for _ in range(count):
        start = found[-1].last if found else anchor
        try:
            term = rules.term(start, [Spell(anchor, periods=tuple(found))], policy)
        except CapReached:
            break
        found.append(Period(term.anchor, term.first, term.last, term.last))
    return found


def test_a_contract_takes_effect_the_day_of_the_last_signature():
    term = rules.term(day("2026-08-31"), [a_spell()], HERE)
    assert (term.first, term.last) == (day("2026-08-31"), day("2027-02-28"))
    assert (term.truncated, term.gap_days) == (False, 0)


def test_a_renewal_signed_before_the_end_follows_it_and_does_not_drift():
    first = a_period("2026-08-31")
    term = rules.term(day("2027-02-10"), [a_spell(first)], HERE)
    assert (term.first, term.last) == (day("2027-03-01"), day("2027-08-30"))


def test_a_renewal_signed_late_starts_anew_and_shows_the_days_between():
    first = a_period("2026-08-31")
    term = rules.term(day("2027-03-11"), [a_spell(first)], HERE)
    assert (term.anchor, term.last) == (day("2027-03-11"), day("2027-09-10"))
    assert term.gap_days == 10


@pytest.mark.parametrize("anchor", ["2026-08-31", "2026-10-15", "2028-02-29"])
def test_four_terms_of_six_months_make_the_cap_exactly(anchor: str):
    terms = series(day(anchor), HERE)
    assert len(terms) == 4
    assert terms[-1].last == end_of_term(day(anchor), 24)
    with pytest.raises(CapReached) as reached:
        rules.term(terms[-1].last, [Spell(day(anchor), periods=tuple(terms))], HERE)
    assert reached.value.on == end_of_term(day(anchor), 24)


def test_days_uncovered_count_in_the_calendar_and_the_last_term_is_cut():
    first, second = a_period("2026-01-01"), a_period("2027-09-01")
    cut = rules.term(day("2027-09-01"), [a_spell(first)], HERE)
    assert (cut.last, cut.truncated) == (day("2027-12-31"), True)
    whole = rules.term(day("2027-09-01"), [a_spell(first)], COVERED)
    assert (whole.last, whole.truncated) == (day("2028-02-29"), False)
    assert rules.term(day("2028-03-05"), [a_spell(first, second)], COVERED).gap_days == 4


def test_days_not_used_after_an_early_end_are_not_given_back():
    short = a_period("2026-01-01", last="2026-02-10")
    spell = a_spell(short, a_period("2026-03-01"), a_period("2026-09-01"), a_period("2027-03-01"))
    with pytest.raises(CapReached):
        rules.term(day("2027-09-15"), [spell], COVERED)
    anew = rules.term(day("2026-02-10"), [a_spell(short)], HERE)
    assert (anew.anchor, anew.last) == (day("2026-02-11"), day("2026-08-10"))


def test_a_suspension_extends_the_cap_only_where_the_departement_says_so():
    ill = ((day("2026-03-01"), day("2026-03-31")), (day("2027-12-01"), None))
    spell = a_spell(a_period("2026-01-01"), pauses=ill)
    assert rules.term(day("2027-10-01"), [spell], HERE).last == day("2027-12-31")
    kind = Policy(suspension_extends_cap=True)
    assert rules.term(day("2027-10-01"), [spell], kind).last == day("2028-01-31")


def test_someone_back_soon_goes_on_counting_and_someone_back_late_starts_again():
    before = a_spell(a_period("2025-01-01"), left_on=day("2025-06-30"))
    soon, late = a_spell(since="2026-03-01"), a_spell(since="2026-07-01")
    assert rules.term(day("2026-09-01"), [before, soon], HERE).last == day("2026-12-31")
    assert rules.term(day("2026-09-01"), [before, late], HERE).last == day("2027-02-28")
    assert rules.term(day("2026-09-01"), [before, soon], HERE).gap_days == 0
    assert rules.month_reached(day("2026-09-01"), [before, soon], HERE) == 21


def test_the_month_reached_is_said_as_people_count():
    spell = a_spell(a_period("2026-08-31"))
    said = [rules.month_reached(day(d), [spell], HERE) for d in ("2026-09-30", "2026-10-01")]
    assert said == [1, 2]
    assert rules.month_reached(day("2027-02-28"), [spell], HERE) == 6
    assert rules.month_reached(day("2026-08-30"), [spell], HERE) == 0
    gap = a_spell(a_period("2026-01-01"), a_period("2026-09-01"))
    assert rules.month_reached(day("2026-09-10"), [gap], HERE) == 9
    assert rules.month_reached(day("2026-09-10"), [gap], COVERED) == 7


def test_reminders_leave_on_the_working_day_before():
    told = dict(rules.reminders(day("2027-01-31"), HERE))
    assert told == {45: day("2026-12-17"), 30: day("2026-12-31"), 7: day("2027-01-22")}
    assert dict(rules.reminders(day("2026-06-20"), HERE))[45] == day("2026-05-06")
    assert dict(rules.reminders(day("2027-05-08"), HERE))[7] == day("2027-04-30")


def test_the_months_to_assess_follow_the_anchor_and_leave_a_partial_one_out():
    class Signed:
        anchor_on = effective_on = day("2026-08-31")
        ends_on = day("2027-02-28")
        closed_on: date | None = None

    whole = rules.windows(Signed())
    assert len(whole) == 6
    assert whole[0] == (day("2026-08-31"), day("2026-09-30"))
    assert whole[1] == (day("2026-10-01"), day("2026-10-30"))
    assert whole[-1][1] == day("2027-02-28")
    Signed.closed_on = day("2026-11-15")
    assert len(rules.windows(Signed())) == 2
    Signed.effective_on, Signed.ends_on = day("2027-03-01"), day("2027-08-30")
    Signed.closed_on = None
    renewed = rules.windows(Signed())
    assert renewed[0][0] == day("2027-03-01")
    assert len(renewed) == 6


def test_a_signature_may_be_noted_a_week_late_and_no_more():
    today = day("2026-11-24")
    assert rules.backdating(day("2026-11-17"), today, HERE) is None
    assert "7 jours" in str(rules.backdating(day("2026-11-16"), today, HERE))
    assert "pas encore" in str(rules.backdating(day("2026-11-25"), today, HERE))


def test_the_eleven_holidays_are_known_and_two_more_in_alsace_moselle():
    assert len(holidays(2027)) == 11
    assert {day("2027-03-29"), day("2027-05-06"), day("2027-05-17")} <= holidays(2027)
    more = holidays(2027, alsace_moselle=True) - holidays(2027)
    assert more == {day("2027-03-26"), day("2027-12-26")}


@given(DAYS)
def test_a_reminder_never_leaves_on_a_closed_day_nor_long_before(wanted: date):
    moved = on_or_before(wanted)
    assert is_working(moved)
    assert timedelta(0) <= wanted - moved <= timedelta(days=5)


@given(DAYS, st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_terms_in_a_row_cover_every_day_up_to_the_cap(
    anchor: date, months: int, cap: int, covered: bool
):
    policy = Policy(months=min(months, cap), cap_months=cap, covered=covered)
    terms = series(anchor, policy, count=40)
    assert terms[0].first == anchor
    assert terms[-1].last == end_of_term(anchor, cap)
    for before, after in pairwise(terms):
        assert after.first == before.last + DAY
    assert sum(rules.spanned(t.first, t.planned) for t in terms) == cap


@given(DAYS, st.integers(0, 700), st.integers(0, 400))
def test_no_term_ever_goes_past_the_cap_nor_over_another(anchor: date, later: int, gap: int):
    first = Period(anchor, anchor, end_of_term(anchor, 6), end_of_term(anchor, 6))
    start = anchor + later * DAY
    try:
        term = rules.term(start, [Spell(anchor, periods=(first,))], HERE)
    except CapReached:
        assert start > end_of_term(anchor, 24)
        return
    assert term.first > first.last
    assert term.first <= term.last <= end_of_term(anchor, 24)
    assert rules.month_reached(term.last, [Spell(anchor, periods=(first,))], HERE) <= 24
    assert term.gap_days == max(0, (start - first.last).days - 1)


@given(DAYS, DAYS)
def test_months_spanned_are_the_fewest_that_hold_these_days(first: date, last: date):
    months = rules.spanned(first, last)
    assert end_of_term(first, months) >= last
    assert months == 0 or end_of_term(first, months - 1) < last


@given(DAYS, st.integers(1, 24))
def test_windows_are_whole_months_that_follow_each_other(anchor: date, months: int):
    class Signed:
        anchor_on = effective_on = anchor
        ends_on = end_of_term(anchor, months)
        closed_on = None

    found = rules.windows(Signed())
    assert len(found) == months
    assert all(b[0] == a[1] + DAY for a, b in pairwise(found))
    assert all(last <= months_later(first, 1) for first, last in found)
