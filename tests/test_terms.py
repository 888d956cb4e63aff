"""Terms in months end on the right day, whatever the month they begin in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.terms import end_of_term, months_later

DAYS = st.dates(date(2016, 1, 1), date(2060, 12, 31))
TABLE = """
2026-01-01 2026-06-30 2026-12-31 2027-06-30 2027-12-31
2026-10-15 2027-04-14 2027-10-14 2028-04-14 2028-10-14
2026-08-28 2027-02-27 2027-08-27 2028-02-27 2028-08-27
2026-08-29 2027-02-28 2027-08-28 2028-02-28 2028-08-28
2026-08-31 2027-02-28 2027-08-30 2028-02-29 2028-08-30
2027-08-29 2028-02-28 2028-08-28 2029-02-28 2029-08-28
2026-03-31 2026-09-30 2027-03-30 2027-09-30 2028-03-30
2026-12-31 2027-06-30 2027-12-30 2028-06-30 2028-12-30
2028-02-29 2028-08-28 2029-02-28 2029-08-28 2030-02-28
"""


@pytest.mark.parametrize("line", TABLE.split("\n")[1:-1])
def test_a_contract_ends_on_the_day_the_table_says(line: str):
    start, *ends = (date.fromisoformat(day) for day in line.split())
    assert [end_of_term(start, months) for months in (6, 12, 18, 24)] == ends


def test_six_months_after_the_end_of_march_there_is_no_31_september():
    assert months_later(date(2026, 3, 31), 6) == date(2026, 9, 30)


@given(DAYS, st.integers(1, 60))
def test_terms_from_one_anchor_follow_each_other_without_a_gap(anchor: date, months: int):
    end, after = end_of_term(anchor, months), end_of_term(anchor, months + 1)
    assert end < after
    assert end + timedelta(days=1) >= months_later(anchor, months)
    assert months_later(anchor, months) - end <= timedelta(days=1)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_months_add_up_except_where_a_month_is_short(day: date, first: int, then: int):
    once, twice = months_later(day, first + then), months_later(months_later(day, first), then)
    assert twice <= once
    assert (once.year, once.month) == (twice.year, twice.month)
    if day.day <= 28:
        assert once == twice
