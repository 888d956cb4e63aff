"""An association reads what was released, once it was, and nothing else, ever."""

import base64
import re

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.letters.models import Letter
from app.profiles.models import Profile
from app.threads.actions import say
from tests import meetings
from tests.meetings import Cast

CANARIES = {
    "last_name": "Kanarikova",
    "postal_address": "77 rue du Canari, bâtiment Z",
    "phone": "+33698765432",
    "email": "kanari@example.org",
}
SPOKEN_PHONE = "06 98 76 54 32"
WORDS = "Fenouillet-canari"
NEEDS = ("porter de choses lourdes", "sans marches")
FORBIDDEN = ("bénéficiaire", "allocataire", "RSA", "insertion", "freins", "usager", "Léa", "Martin")


@pytest.fixture
def cast(app):
    """Give Awa a secret in every place that holds one."""
    cast = Cast()
    for name, value in CANARIES.items():
        setattr(cast.awa, name, value)
    profile = db.session.query(Profile).filter_by(account_id=cast.awa.id).one()
    profile.no_lifting = profile.wheelchair = True
    profile.wishes = WORDS
    profile.skills = ["jardiner", "canarisation"]
    db.session.commit()
    return cast


def read_by_the_association(as_, cast, token):
    """Gather all the association may read: pages, letters, calendar files."""
    browser = as_(cast.jean)
    pages = [browser.open("/mises-en-relation").html]
    page = browser.open(f"/mises-en-relation/{token}", status=browser_status(cast, token))
    pages.append(page.html)
    letters = db.session.scalars(select(Letter).where(Letter.to_id == cast.jean.id)).all()
    for letter in letters:
        pages += [
            letter.subject,
            letter.body,
            letter.attachment_name or "",
            letter.attachment or "",
        ]
    return "\n".join(pages)


def browser_status(cast, token):
    """Before it is sent, the association’s page does not exist."""
    db.session.rollback()
    made = meetings.the_introduction()
    return 200 if made.sent_at else 404


def secrets_in(text):
    found = [v for v in (*CANARIES.values(), SPOKEN_PHONE, WORDS, *NEEDS) if v in text]
    return found + [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize(
    "step", ["suggested", "asked", "sent", "accepted", "planned", "met", "at_work"]
)
def test_nothing_leaks_at_any_step(as_, cast, step):
    getattr(meetings, step)(cast)
    made = meetings.the_introduction()
    say(made.thread_id, "Entre nous : Kanarikova", by=cast.lea, aside=True)
    db.session.commit()
    assert secrets_in(read_by_the_association(as_, cast, made.token)) == []


def test_what_is_ticked_is_read_and_a_phone_only_after_a_yes(as_, cast):
    made = meetings.sent(cast, "need:lifting", "phone", "skill:jardiner", words="Me voilà.")
    before = read_by_the_association(as_, cast, made.token)
    assert secrets_in(before) == [NEEDS[0]]
    assert "jardiner" in before
    assert "canarisation" not in before
    assert "mardi matin" not in before, "free days were not ticked"
    from app.introductions import actions

    actions.accept(made, "", by=cast.jean)
    db.session.commit()
    after = read_by_the_association(as_, cast, made.token)
    assert SPOKEN_PHONE in after
    assert CANARIES["email"] not in after
    actions.withdraw(made, by=cast.awa)
    db.session.commit()
    closed = as_(cast.jean).open(f"/mises-en-relation/{made.token}").html
    assert secrets_in(closed) == []
    assert "jardiner" not in closed.replace("jardin partagé", ""), "closed, nothing is left to read"


def test_a_skill_added_later_is_not_released(as_, cast):
    made = meetings.sent(cast, "skill:jardiner")
    profile = db.session.query(Profile).filter_by(account_id=cast.awa.id).one()
    profile.skills = [*profile.skills, "plomberie"]
    db.session.commit()
    assert "plomberie" not in as_(cast.jean).open(f"/mises-en-relation/{made.token}")


def test_thirty_days_after_a_no_the_association_reads_nothing(as_, cast):
    from datetime import timedelta

    import time_machine

    from app.introductions import actions

    made = meetings.sent(cast)
    actions.decline(made, "full", by=cast.jean)
    db.session.commit()
    as_(cast.jean).open(f"/mises-en-relation/{made.token}")
    with time_machine.travel(clock.now() + timedelta(days=31)):
        as_(cast.jean).open(f"/mises-en-relation/{made.token}", status=404)


def test_the_path_reveals_nothing_of_who_is_followed(as_, cast):
    """With or without a référent: the same words for the association, name and title aside."""
    from app.introductions import actions
    from app.introductions.actions import Release
    from tests import people

    followed = meetings.sent(cast)
    luc = people.a_referent("Luc", holding=people.a_territory())
    free = people.a_volunteer("Awa")
    alone = actions.ask(free, cast.garden, Release(["availability"]), by=free)
    actions.approve(alone, "", by=luc)
    db.session.commit()
    browser = as_(cast.jean)
    pages = [browser.open(f"/mises-en-relation/{one.token}").text for one in (followed, alone)]
    assert pages[0] == pages[1]
    letters = db.session.scalars(select(Letter).where(Letter.to_id == cast.jean.id)).all()
    texts = {(one.subject, re.sub(r"/s/\w+", "", one.body)) for one in letters}
    assert len(texts) == 1


def test_headers_name_nobody(as_, cast):
    meetings.planned(cast)
    token = meetings.the_introduction().token
    page = as_(cast.jean).open(f"/mises-en-relation/{token}/rendez-vous.ics")
    assert page.headers["Content-Disposition"] == 'attachment; filename="rendez-vous.ics"'
    heads = " ".join(f"{k}: {v}" for k, v in page.headers.items())
    assert secrets_in(heads + page.html) == []
    assert "Awa" not in heads + page.html
    assert base64.b64encode(b"Awa").decode() not in page.html
