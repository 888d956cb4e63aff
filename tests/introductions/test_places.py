"""The last place is never given twice, and two people who act at once both understand."""

import threading
from contextvars import Context
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions import actions
from app.introductions.actions import Release
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.missions.models import Mission
from tests import meetings, people
from tests.browser import Visitor
from tests.meetings import places_left, subjects

CALLERS = 8


def several_requests(cast):
    """Bring eight people to the same garden, which has one place."""
    db.session.get(Mission, cast.garden.id).places = 1
    db.session.get(Mission, cast.garden.id).places_left = 1
    db.session.commit()
    tokens = []
    for number in range(CALLERS):
        person = people.a_volunteer(f"Nino{number}", followed_by=cast.lea)
        made = actions.ask(person, cast.garden, Release(), by=person)
        actions.approve(made, "", by=cast.lea)
        db.session.commit()
        tokens.append(made.token)
    return tokens


def ready(app, cast, paths):
    """Open a browser for each address, with the token its form needs."""
    prepared = []
    for path in paths:
        browser = Visitor(app).signed_in(cast.jean)
        page = browser.open(path)
        csrf = page.soup.select_one("input[name=csrf_token]")["value"]
        prepared.append((browser, csrf))
    db.session.rollback()
    return prepared


def at_once(app, requests):
    """Send all the forms at the same moment, each from its own thread."""
    barrier = threading.Barrier(len(requests))
    statuses = [0] * len(requests)

    def press(index, browser, path, values):
        barrier.wait()
        statuses[index] = browser.client.post(path, data=values).status_code

    threads = [
        threading.Thread(target=Context().run, args=(press, index, *request))
        for index, request in enumerate(requests)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_the_last_place_is_given_once_when_eight_say_yes_together(app, cast):
    tokens = several_requests(cast)
    paths = [f"/mises-en-relation/{token}" for token in tokens]
    prepared = ready(app, cast, paths)
    statuses = at_once(
        app,
        [
            (browser, f"{path}/accepter", {"csrf_token": csrf, "welcome": "Bienvenue"})
            for path, (browser, csrf) in zip(paths, prepared, strict=True)
        ],
    )
    assert sorted(statuses) == [303] + [409] * (CALLERS - 1)
    assert places_left(cast.garden) == 0
    states = db.session.scalars(select(Introduction.state)).all()
    assert sorted(states) == ["accepted"] + ["sent"] * (CALLERS - 1)
    told = db.session.scalars(
        select(Letter).where(Letter.kind == "introductions/accepted", Letter.to_id != cast.lea.id)
    ).all()
    assert len(told) == 1, "one person only is told yes"


def test_who_comes_second_for_the_last_place_keeps_their_words(as_, cast):
    first, second, *_ = several_requests(cast)
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{second}")
    other = as_(cast.jean)
    other.open(f"/mises-en-relation/{first}")
    other.press("Oui, nous voulons la rencontrer")
    page = browser.press("Oui, nous voulons la rencontrer", status=409, welcome="Venez vite !")
    assert "La dernière place de cette mission vient d’être prise" in page
    assert "Venez vite !" in page.html
    page = browser.click("Voir la page maintenant")
    assert page.path == f"/mises-en-relation/{second}"


def test_two_answers_at_once_leave_one(app, cast):
    made = meetings.sent(cast)
    path = f"/mises-en-relation/{made.token}"
    (one, csrf_one), (two, csrf_two) = ready(app, cast, [path, path])
    statuses = at_once(
        app,
        [
            (one, f"{path}/accepter", {"csrf_token": csrf_one}),
            (two, f"{path}/refuser", {"csrf_token": csrf_two, "refusal": "full"}),
        ],
    )
    assert sorted(statuses) == [303, 409]
    answers = [s for s in subjects(cast.lea) if "association a dit" in s]
    assert len(answers) == 1


def test_the_person_stops_while_the_association_says_yes(as_, cast):
    made = meetings.sent(cast)
    jeans = as_(cast.jean)
    jeans.open(f"/mises-en-relation/{made.token}")
    awas = as_(cast.awa)
    awas.open(f"/mises-en-relation/{made.token}")
    awas.press("J’arrête ma demande")
    page = jeans.press("Oui, nous voulons la rencontrer", status=409, welcome="Chouette")
    assert "Quelqu’un d’autre vient d’agir" in page
    assert "Chouette" in page.html
    assert places_left(cast.garden) == 2


def test_two_referents_act_at_once_and_the_second_is_told(as_, cast):
    territory = people.a_territory()
    luc, eva = (people.a_referent(name, holding=territory) for name in ("Luc", "Eva"))
    nino = people.a_volunteer("Nino")
    made = actions.ask(nino, cast.garden, Release(), by=nino)
    db.session.commit()
    browsers = [as_(luc), as_(eva)]
    for browser in browsers:
        browser.open(f"/mises-en-relation/{made.token}")
    browsers[0].press("Valider et prévenir")
    page = browsers[1].press(
        "Ne pas donner suite", status=409, reason="not_now", sentence="On en reparle."
    )
    assert "On en reparle." in page.html
    assert "not_now" not in page.html, "a code nobody wrote"


def test_a_double_click_from_two_windows_asks_once(app, cast):
    path = f"/missions/{cast.garden.token}/demander"
    prepared = []
    for _ in range(2):
        browser = Visitor(app).signed_in(cast.awa)
        page = browser.open(path)
        prepared.append((browser, page.soup.select_one("input[name=csrf_token]")["value"]))
    db.session.rollback()
    statuses = at_once(app, [(b, path, {"csrf_token": csrf}) for b, csrf in prepared])
    assert set(statuses) <= {303, 409}
    assert 303 in statuses
    assert len(db.session.scalars(select(Introduction)).all()) == 1
    assert subjects(cast.lea) == ["Une demande à valider"]


def test_two_workers_on_the_same_dates_tell_once(app, cast):
    from app.introductions import reminders

    made = meetings.sent(cast)
    row = db.session.get(Introduction, made.id)
    row.sent_at = row.state_since = clock.now() - timedelta(days=15)
    db.session.commit()
    barrier = threading.Barrier(4)

    def work():
        barrier.wait()
        with app.app_context():
            reminders.remind()
            db.session.remove()

    workers = [threading.Thread(target=Context().run, args=(work,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert subjects(cast.jean).count("Une personne attend votre réponse") == 1
