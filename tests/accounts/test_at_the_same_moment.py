"""Several requests at once: the limit is the limit, a link is spent once."""

import re
import threading

import pytest
from sqlalchemy import func, select

from app.accounts import actions, passwords
from app.accounts.models import Account, Attempt, Role
from app.caseloads.models import Assignment, Holding
from app.extensions import db
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"


def together(*acts):
    """Run these acts at once, and give what each one answered."""
    gate = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def act(place, do):
        gate.wait()
        answers[place] = do()

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def a_sender(app, path, form, **values):
    """Prepare a POST whose page was read already."""
    visitor = form if isinstance(form, Visitor) else Visitor(app)
    page = visitor.open(path)
    token = page.soup.select_one("[name=csrf_token]")["value"]
    target = values.pop("to", path)
    return lambda: visitor.client.post(target, data={"csrf_token": token, **values}).status_code


def test_twelve_guesses_at_once_are_five(app):
    people.an_account(
        Role.PILOT, "Paula", email="p@example.org", password_hash=passwords.hashed(PASSWORD)
    )
    guesses = [
        a_sender(app, "/connexion", None, email="p@example.org", password=f"pas le bon {n}")
        for n in range(12)
    ]
    db.session.commit()
    answers = together(*guesses)
    assert answers.count(200) == 5
    assert answers.count(429) == 7
    assert db.session.scalar(select(func.count(Attempt.id)).where(Attempt.key.like("acc%"))) == 5


def test_a_link_pressed_twice_at_once_is_spent_once(app):
    awa = people.a_volunteer("Awa", email="a@example.org")
    actions.ask_new_password("a@example.org")
    db.session.commit()
    body = db.session.scalar(select(Letter.body))
    path = re.search(r"http://ricochet\.test(/nouveau\S+)", body)[1]
    presses = [a_sender(app, path, None, password=f"tasse nuage velo {n}") for n in range(4)]
    db.session.commit()
    answers = together(*presses)
    assert answers.count(303) == 1, answers
    assert set(answers) <= {303, 404, 409}
    assert db.session.get(Account, awa.id).password_hash


@pytest.mark.parametrize("turn", range(3))
def test_two_referents_take_someone_on_and_one_does(app, as_, turn):
    territory = people.a_territory()
    lea, ines = people.a_referent("Léa", holding=territory), people.a_referent("Inès")
    db.session.add(Holding(referent_id=ines.id, territory_id=territory.id))
    awa = people.a_volunteer("Awa")
    target = f"/referent/personnes/{awa.token}/accompagner"
    acts = [
        a_sender(app, f"/referent/personnes/{awa.token}/carte", as_(one), to=target)
        for one in (lea, ines)
    ]
    db.session.commit()
    answers = together(*acts)
    assert answers.count(303) == 1, answers
    assert set(answers) <= {303, 404, 409}
    assert db.session.scalar(select(func.count(Assignment.id))) == 1
