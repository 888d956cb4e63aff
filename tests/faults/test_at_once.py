"""Many people press at the same moment, on the real server: one act counts, everyone is told."""

from collections import Counter

from sqlalchemy import func, select

from app.extensions import db
from app.introductions import actions
from app.introductions.actions import Release
from app.introductions.models import Introduction
from app.journal import Event
from app.letters.models import Letter
from app.missions.models import Mission
from tests import meetings, people
from tests.faults.serving import at_once, client_of
from tests.serving import served

CROWD = 64
ROUNDS = 8


def pressing(client, path, **values):
    return lambda: client.post(path, data=values)


def csrf_of(visitor, path):
    return visitor.open(path).soup.select_one("input[name=csrf_token]")["value"]


def ask(person, mission):
    made = actions.ask(person, mission, Release(), by=person)
    db.session.flush()
    return made


def test_the_last_place_is_given_once_under_sixty_four_requests(app, as_):
    cast = meetings.Cast()
    mission = db.session.get(Mission, cast.garden.id)
    mission.places = mission.places_left = 1
    tokens = []
    for number in range(CROWD):
        made = ask(people.a_volunteer(f"N{number}", followed_by=cast.lea), cast.garden)
        actions.approve(made, "", by=cast.lea)
        tokens.append(made.token)
    db.session.commit()
    jean = as_(cast.jean)
    csrf = csrf_of(jean, f"/mises-en-relation/{tokens[0]}")
    db.session.rollback()
    with served(app) as base, client_of(jean, base) as client:
        answers = at_once(
            [pressing(client, f"/mises-en-relation/{t}/accepter", csrf_token=csrf) for t in tokens]
        )
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[303] == 1, statuses
    assert set(statuses) <= {303, 409, 503}, statuses
    assert meetings.places_left(cast.garden) == 0
    states = Counter(db.session.scalars(select(Introduction.state)))
    assert states == {"accepted": 1, "sent": CROWD - 1}
    told = select(func.count()).where(
        Letter.kind == "introductions/accepted", Letter.to_id != cast.lea.id
    )
    assert db.session.scalar(told) == 1, "one person only is told yes"
    noted = select(func.count()).where(Event.verb == "accept")
    assert db.session.scalar(noted) == 1


def test_two_referents_press_at_the_same_moment_and_one_act_counts(app, as_):
    territory = people.a_territory()
    referents = [people.a_referent(name, holding=territory) for name in ("Luc", "Eva")]
    mission = people.a_mission()
    made = [ask(people.a_volunteer(f"N{n}"), mission) for n in range(ROUNDS)]
    db.session.commit()
    paths = [f"/mises-en-relation/{one.token}" for one in made]
    browsers = [as_(referent) for referent in referents]
    csrfs = [csrf_of(browser, paths[0]) for browser in browsers]
    db.session.rollback()
    with served(app) as base:
        luc, eva = (client_of(browser, base) for browser in browsers)
        for path in paths:
            answers = at_once([
                pressing(luc, f"{path}/valider", csrf_token=csrfs[0]),
                pressing(eva, f"{path}/sans-suite", csrf_token=csrfs[1],
                         reason="not_now", sentence="On en reparle."),
            ])  # fmt: skip
            assert sorted(one.status_code for one in answers) == [303, 409]
            refused = next(one for one in answers if one.status_code == 409)
            assert "d’agir" in refused.text
        luc.close()
        eva.close()
    states = Counter(db.session.scalars(select(Introduction.state)))
    assert set(states) <= {"sent", "set_aside"}
    assert states.total() == ROUNDS
    verbs = select(func.count()).where(Event.verb.in_(("approve", "set_aside")))
    assert db.session.scalar(verbs) == ROUNDS
