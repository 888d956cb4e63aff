"""What people read about their interviews: neutral, short, and one segment on a telephone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import time_machine
from sqlalchemy import select

from app import clock
from app.accompaniments import interviews, reminders
from app.accompaniments.interviews import Plan
from app.accompaniments.models import Interview
from app.accounts.models import Account
from app.extensions import db
from app.letters import text_messages
from app.letters.models import Letter
from tests import accompanying
from tests.accompaniments.conftest import Cast
from tests.browser import Visitor

As = Callable[[Account], Visitor]
Counted = Callable[[], AbstractContextManager[list[str]]]
FORBIDDEN = ("RSA", "allocat", "bénéficiaire", "insertion", "frein", "usager", "convo", "absen")


def written(cast: Cast) -> list[Letter]:
    """Have every letter of this concept written to Awa."""
    planned = accompanying.a_planned(cast.awa, cast.lea, in_days=4)
    db.session.execute(db.update(Letter).values(sent_at=clock.now()))
    day = accompanying.days_ago(-6)
    there = Plan(
        day, "in_person", clock.from_paris(day, 14, 30), "12 rue de la République, Grenoble"
    )
    interviews.move(planned, there, by=cast.lea)
    db.session.execute(db.update(Letter).values(sent_at=clock.now()))
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert reminders.remind() == 1
    interviews.cancel(planned, by=cast.lea)
    accompanying.noted(cast.awa, cast.lea, 2, "no_show")
    accompanying.an_exit(cast.episode, cast.lea)
    wanted = select(Letter).where(Letter.to_id == cast.awa.id).order_by(Letter.id)
    return list(db.session.scalars(wanted))


def test_every_letter_is_neutral_and_says_whom_to_call(cast: Cast):
    letters = written(cast)
    assert len({one.kind for one in letters}) == 6
    for one in letters:
        text = f"{one.subject}\n{one.body}\n{one.attachment or ''}"
        assert "None" not in text, one.kind
        assert "04 76 00 00 00" in one.body
        assert "\n\n\n" not in one.body, one.kind
        assert [word for word in FORBIDDEN if word in text] == [], one.kind


def test_every_letter_to_a_telephone_is_one_segment(cast: Cast):
    cast.awa.email, cast.awa.phone, cast.awa.preferred_channel = None, "+33612345678", "sms"
    cast.awa.first_name = "Marie-Antoinette"
    db.session.commit()
    texts = [
        text_messages.plain(one.body).replace("http://ricochet.test", "https://benevolat.isere.fr")
        for one in written(cast)
    ]
    assert len(texts) == 6
    assert [f"{len(text)} {text}" for text in texts if len(text) > 160] == []


def test_no_page_asks_the_database_more_than_a_dozen_times(cast: Cast, as_: As, queries: Counted):
    for ago in range(30, 58, 3):
        accompanying.a_held(cast.awa, cast.lea, ago=ago)
    accompanying.a_planned(cast.awa, cast.lea)
    earlier = clock.now() - timedelta(minutes=30)
    db.session.execute(db.update(Interview).values(recorded_at=earlier))
    lea = as_(cast.lea)
    counts = {}
    for path in ("accompagnement", "entretiens", "entretiens/noter", "notes", "besoins", "sortie"):
        with queries() as seen:
            lea.open(f"{cast.file}/{path}")
        counts[path] = len([q for q in seen if q.lstrip().startswith("SELECT")])
    assert {path: count for path, count in counts.items() if count >= 12} == {}
