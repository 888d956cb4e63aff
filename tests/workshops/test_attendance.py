"""Who came: in one screen for the whole group, by two référents at once, and corrected."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

import pytest
from sqlalchemy import select

from app import clock
from app.caseloads import covers
from app.extensions import db
from app.journal import Event
from app.workshops import queries as workshops
from app.workshops.models import Enrolment, Session
from tests import people
from tests.browser import values_of
from tests.gatherings import a_session, an_operator, begin, enrolled


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


@pytest.fixture
def group(lea):
    """A session of Léa’s that has begun, with Awa, Sam and Zoé."""
    session = a_session(lea)
    names = ("Awa", "Sam", "Zoé")
    session.group = [people.a_volunteer(one, followed_by=lea) for one in names]
    enrolled(session, *session.group, by=lea)
    begin(session)
    return session


def attendance_of(session):
    db.session.rollback()
    found = db.session.scalars(select(Enrolment).where(Enrolment.session_id == session.id))
    return {one.volunteer.first_name: one.attendance for one in found}


def test_everyone_is_there_then_one_is_corrected(as_, lea, group):
    visitor = as_(lea)
    visitor.open("/ateliers")
    visitor.click("Qui est venu ?")
    assert not visitor.page.soup.select("input[type=radio][checked]")
    visitor.press("Tout le monde est là")
    assert "C’est noté : 3 présents." in visitor.page
    sam = group.group[1]
    visitor.press("Enregistrer", **{f"venu_{sam.token}": "excused"}, guests="2")
    assert attendance_of(group) == {"Awa": "present", "Sam": "excused", "Zoé": "present"}
    assert db.session.get_one(Session, group.id).guests == 2
    assert "Corrigé par Léa Martin" in visitor.page
    verbs = [one.verb for one in db.session.scalars(select(Event)) if "attendance" in one.verb]
    assert sorted(verbs) == ["correct_attendance", "correct_attendance", "take_attendance"]
    assert workshops.attendance_to_take(lea) == []


def test_a_colleague_of_elsewhere_calls_the_group_of_whom_they_stand_in_for(as_, lea, group):
    noor = people.a_referent("Noor")
    an_operator("Ailleurs", noor)
    as_(noor).open(f"/seances/{group.token}/presences", status=404)
    covers.arrange(lea, noor, covers.Days(clock.today(), clock.today()), by=lea)
    db.session.commit()
    visitor = as_(noor)
    visitor.open("/ateliers")
    visitor.click("Qui est venu ?")
    visitor.press("Tout le monde est là")
    assert set(attendance_of(group).values()) == {"present"}


def test_what_is_left_unsaid_still_waits(as_, lea, group):
    visitor = as_(lea)
    visitor.open(f"/seances/{group.token}/presences")
    visitor.press("Enregistrer", **{f"venu_{group.group[0].token}": "present"})
    assert "C’est noté : 1 présent. Il reste 2 à noter." in visitor.page
    assert [one.id for one in workshops.attendance_to_take(lea)] == [group.id]


def test_someone_who_came_unannounced_is_added_among_ones_own_people(as_, lea, group):
    mia = people.a_volunteer("Mia", followed_by=lea)
    people.a_volunteer("Stranger")
    visitor = as_(lea)
    page = visitor.open(f"/seances/{group.token}/presences")
    assert "Stranger" not in page
    visitor.press("Enregistrer", came_too=[mia.token])
    assert attendance_of(group)["Mia"] == "present"
    assert "venu sans inscription" in visitor.page


def test_who_waited_and_came_counts(as_, lea):
    session = a_session(lea, capacity=1)
    awa, sam = people.a_volunteer(followed_by=lea), people.a_volunteer("Sam", followed_by=lea)
    enrolled(session, awa, sam, by=lea)
    begin(session)
    visitor = as_(lea)
    visitor.open(f"/seances/{session.token}/presences")
    visitor.press("Tout le monde est là")
    assert attendance_of(session) == {"Awa": "present", "Sam": None}
    visitor.press("Enregistrer", **{f"venu_{sam.token}": "present"})
    assert attendance_of(session) == {"Awa": "present", "Sam": "present"}


def test_two_referents_at_once_do_not_overwrite_each_other(as_, lea, group):
    mia = people.a_referent("Mia")
    operator = an_operator("Le Relais", lea, mia)
    group.workshop.operators = [operator]
    db.session.commit()
    awa, sam, _ = group.group
    hers, mine = as_(mia), as_(lea)
    hers.open(f"/seances/{group.token}/presences")
    mine.open(f"/seances/{group.token}/presences")
    hers.press("Enregistrer", **{f"venu_{awa.token}": "absent", f"venu_{sam.token}": "present"})
    page = mine.press("Enregistrer", **{f"venu_{awa.token}": "present"}, guests="3")
    assert "Un collègue vient de noter des présences" in page
    assert "Votre collègue a noté : Absent" in page
    assert page.soup.select_one("#guests")["value"] == "3"
    assert attendance_of(group) == {"Awa": "absent", "Sam": "present", "Zoé": None}
    mine.press("Enregistrer")
    assert attendance_of(group) == {"Awa": "present", "Sam": "present", "Zoé": None}


def test_two_at_the_very_same_moment_do_not_either(app, as_, lea, group):
    awa, sam, _ = group.group
    visitors = [as_(lea), as_(lea)]
    address = f"/seances/{group.token}/presences"
    forms = [values_of(v.open(address).soup.select("main form")[-1]) for v in visitors]
    forms[0][f"venu_{awa.token}"] = "present"
    forms[1][f"venu_{sam.token}"] = "absent"
    db.session.rollback()
    together = Barrier(2, timeout=20)

    def save(turn: int) -> int:
        together.wait()
        return Context().run(visitors[turn].client.post, address, data=forms[turn]).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(save, range(2)))
    assert answers == [200, 303]
    said = attendance_of(group)
    assert (said["Awa"], said["Sam"]) in {("present", None), (None, "absent")}


def test_nobody_says_who_came_before_the_day(as_, lea):
    session = a_session(lea)
    visitor = as_(lea)
    assert visitor.open(f"/seances/{session.token}/presences").path == f"/seances/{session.token}"
    assert "Qui est venu" not in visitor.page


def test_a_session_that_took_place_is_not_cancelled(as_, lea, group):
    visitor = as_(lea)
    visitor.open(f"/seances/{group.token}/presences")
    token = visitor.page.soup.select_one("main input[name=csrf_token]")["value"]
    visitor.press("Tout le monde est là")
    visitor.post(f"/seances/{group.token}/annuler", {"csrf_token": token}, 409)
    assert "cette séance a eu lieu" in visitor.page


def test_guests_are_a_number(as_, lea, group):
    visitor = as_(lea)
    visitor.open(f"/seances/{group.token}/presences")
    for wrong in ("-1", "beaucoup", "9999999999"):
        page = visitor.press(
            "Enregistrer", guests=wrong, **{f"venu_{group.group[0].token}": "present"}
        )
        assert page.errors()
        assert page.soup.select_one("#guests")["value"] == wrong
        assert page.soup.select_one("input[value=present][checked]")
    assert attendance_of(group)["Awa"] is None
