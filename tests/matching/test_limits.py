"""Limits: the same answer by columns and one by one, and never from ignorance."""

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Mission, Profile, Ranker
from matching.limits import objections
from matching.words import LEVELS, MODES, SLOTS

MAYBE = st.one_of(st.none(), st.booleans())
LEVEL = st.one_of(st.none(), st.sampled_from(LEVELS))
HOURS = st.one_of(st.none(), st.sampled_from([0.5, 2.0, 3.0, 4.0, 6.0, 9.0]))
HALF_DAYS = st.one_of(
    st.none(), st.lists(st.sampled_from(SLOTS), max_size=4, unique=True).map(tuple)
)
LAT = st.one_of(st.none(), st.floats(45.0, 45.6))
LON = st.one_of(st.none(), st.floats(5.4, 6.0))
TEXTS = st.sampled_from(["Atelier couture", "Tri de livres", "Chorale", "Buvette du stade", ""])


@st.composite
def missions(draw, name="m"):
    return Mission(
        id=name,
        title=draw(TEXTS),
        domain=draw(st.sampled_from([None, "sport", "nature"])),
        lat=draw(LAT),
        lon=draw(LON),
        remote=draw(MAYBE),
        slots=draw(HALF_DAYS),
        flexible=draw(MAYBE),
        hours_per_week=draw(HOURS),
        places=draw(st.sampled_from([None, 0, 1, 3])),
        french=draw(LEVEL),
        driving_licence=draw(MAYBE),
        lifting=draw(MAYBE),
        step_free=draw(MAYBE),
    )


@st.composite
def profiles(draw):
    return Profile(
        id="v",
        skills=(draw(TEXTS),),
        wishes=draw(st.sampled_from(["", "J'aime chanter.", "Pas de couture."])),
        lat=draw(LAT),
        lon=draw(LON),
        modes=draw(st.one_of(st.none(), st.lists(st.sampled_from(MODES), max_size=3).map(tuple))),
        max_minutes=draw(st.sampled_from([None, 10.0, 30.0, 60.0])),
        slots=draw(HALF_DAYS),
        hours_per_week=draw(HOURS),
        french=draw(LEVEL),
        driving_licence=draw(MAYBE),
        no_lifting=draw(MAYBE),
        wheelchair=draw(MAYBE),
        remote_ok=draw(MAYBE),
    )


def many(name):
    return st.lists(missions(), min_size=1, max_size=8).map(
        lambda found: [replace(m, id=f"{name}{i}") for i, m in enumerate(found)]
    )


@settings(max_examples=150, deadline=None)
@given(many("m"), profiles())
def test_what_is_offered_is_exactly_what_no_limit_rules_out(found, person):
    ranker = Ranker().fit(found)
    offered = {match.mission_id for match in ranker.rank(person, 99)}
    assert offered == {m.id for m in found if not objections(person, m)}
    for mission in found:
        against = [o.limit for o in ranker.objections(person, mission.id)]
        assert against == [o.limit for o in objections(person, mission)]


@settings(max_examples=60, deadline=None)
@given(missions(), profiles())
def test_forgetting_a_fact_never_rules_a_mission_out(mission, person):
    before = {o.limit for o in objections(person, mission)}
    # not said to be remote or flexible: presumed to be neither
    presumed = {"remote": {"step_free", "travel"}, "flexible": {"slots"}}
    for kind in (mission, person):
        for field in fields(kind):
            if field.default is None:
                vague = replace(kind, **{field.name: None})
                pair = (person, vague) if kind is mission else (vague, mission)
                assert {o.limit for o in objections(*pair)} <= before | presumed.get(
                    field.name, set()
                )


@settings(max_examples=60, deadline=None)
@given(many("a"), many("b"), st.integers(0, 8), profiles())
def test_an_update_equals_a_fresh_fit(old, new, gone, person):
    removed = [m.id for m in old[:gone]]
    renewed = [replace(m, id=old[-1].id) if i == 0 else m for i, m in enumerate(new)]
    updated = Ranker().fit(old).update(added=renewed, removed=removed)
    kept = {m.id: m for m in [*old, *renewed] if m.id not in removed}
    fresh = Ranker().fit(kept.values())
    assert updated.rank(person, 99) == fresh.rank(person, 99)
    for field in fields(fresh.columns_):
        one, other = getattr(updated.columns_, field.name), getattr(fresh.columns_, field.name)
        assert one.tobytes() == other.astype(one.dtype).tobytes()


@settings(max_examples=40, deadline=None)
@given(many("m"), profiles())
def test_an_explanation_is_the_arithmetic_of_the_rank(found, person):
    ranker = Ranker().fit(found)
    for match in ranker.rank(person, 99):
        told = ranker.explain(person, match.mission_id)
        assert told.score == match.score
        assert 0 <= match.score <= 1
        assert all(0 <= reason.score <= 1 and reason.because for reason in match.reasons)


def test_nothing_private_can_be_expressed():
    said = {field.name for kind in (Mission, Profile) for field in fields(kind)}
    private = {"name", "sex", "gender", "age", "birth", "origin", "nationality", "rsa", "barriers"}
    assert not said & private
    assert {f.name for f in fields(Profile)} == {
        "id", "skills", "ticked", "interests", "wishes", "commune", "lat", "lon", "modes",
        "max_minutes", "slots", "hours_per_week", "french", "driving_licence", "no_lifting",
        "wheelchair", "remote_ok",
    }  # fmt: skip


def test_two_people_who_differ_only_by_name_get_the_same_list():
    found = [Mission(f"m{i}", title) for i, title in enumerate(["Couture", "Chorale", "Jardin"])]
    ranker = Ranker().fit(found)
    one, other = (ranker.rank(Profile(i, skills=("chanter",))) for i in ("Awa", "Jean"))
    assert one == other


def said(person, asked):
    return " ".join(f"{one.because} {one.remedy}".strip() for one in objections(person, asked))


def test_what_stands_in_the_way_is_said_without_jargon():
    awa = Profile(
        id="awa", lat=45.18, lon=5.72, modes=("transit",), max_minutes=30, french="A2",
        hours_per_week=2.5,
    )  # fmt: skip
    near = Mission(id="near", title="Lire", lat=45.22, lon=5.80, french="B1", hours_per_week=6)
    words = said(awa, near)
    assert "Vous avez dit 30 minutes au plus. Ce serait possible avec un covoiturage." in words
    assert "La mission demande 6 h par semaine. Vous avez dit 2,5 h au plus." in words
    assert "B1" not in words
    far = Mission(id="far", title="Lire", lat=48.57, lon=7.76)
    assert said(awa, far) == "C’est très loin : plus de deux heures de trajet."
