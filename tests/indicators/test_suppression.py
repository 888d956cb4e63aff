"""What leaves the house never gives back a number of one to four people."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.indicators.suppression import Hidden, Table, conceal, is_small

cells = st.lists(st.integers(0, 12), min_size=1, max_size=5)


def possible(values: list[int], hidden: dict[str, Hidden], total: int | None) -> list[set[int]]:
    """List what each cell could be, for who reads the table and knows the rules."""
    top = 30
    all_masked = all(f"c{n}" in hidden for n in range(len(values)))
    ranges = []
    for n, value in enumerate(values):
        mark = hidden.get(f"c{n}")
        if mark is None:
            ranges.append([value])
        elif mark == Hidden.SMALL:
            ranges.append(list(range(1, 5)))
        else:
            ranges.append(list(range(0 if all_masked else 5, top)))
    found: list[set[int]] = [set() for _ in values]
    for guess in product(*ranges):
        if total is None or sum(guess) == total:
            for n, value in enumerate(guess):
                found[n].add(value)
    return found


@settings(max_examples=150, deadline=None)
@given(values=cells)
def test_no_small_number_can_be_worked_out_from_a_table(values: list[int]):
    named = {f"c{n}": value for n, value in enumerate(values)} | {"total": sum(values)}
    table = Table("total", tuple(f"c{n}" for n in range(len(values))))
    hidden = conceal(named, [table])
    total = None if "total" in hidden else sum(values)
    for n, could_be in enumerate(possible(values, hidden, total)):
        if is_small(values[n]):
            assert f"c{n}" in hidden
            assert len(could_be) > 1, f"{values} leaves as {hidden}"
    if not any(map(is_small, values)) and not is_small(sum(values)):
        assert hidden == {}


@settings(max_examples=150, deadline=None)
@given(top=st.integers(0, 30), rest=st.integers(0, 30))
def test_a_rate_never_tells_a_small_number_nor_what_is_left(top: int, rest: int):
    values = {"top": top, "bottom": top + rest}
    hidden = conceal(values, [Table("bottom", ("top",), rest)])
    told = {"top", "bottom"} - set(hidden)
    if is_small(rest) or is_small(top):
        assert told != {"top", "bottom"}


def test_a_grid_hides_what_two_ways_of_adding_up_would_tell():
    values = {"a1": 7, "a2": 2, "b1": 9, "b2": 8, "a": 9, "b": 17, "1": 16, "2": 10, "all": 26}
    tables = [
        Table("a", ("a1", "a2")), Table("b", ("b1", "b2")), Table("1", ("a1", "b1")),
        Table("2", ("a2", "b2")), Table("all", ("a", "b")), Table("all", ("1", "2")),
    ]  # fmt: skip
    hidden = conceal(values, tables)
    assert hidden["a2"] == Hidden.SMALL
    assert {"a1", "b2"} <= set(hidden)
