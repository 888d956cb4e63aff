"""Each step writes its letters: short, plain, and one segment when it is a text message."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions import actions, meetings
from app.introductions.actions import Release
from app.introductions.meetings import Meeting
from app.letters import text_messages
from app.letters.models import Letter
from app.placements import actions as placements
from app.placements import life
from app.placements.actions import Beginning
from app.threads import actions as threads
from tests import meetings as stories

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "letters"
FORBIDDEN = (
    "bénéficiaire", "allocataire", "RSA", "insertion", "freins", "frein ", "usager",
    "mise en relation", "candidature", "bassin",
)  # fmt: skip
NOTHING_TO_DO = (
    "introductions/withdrawn", "introductions/expired", "introductions/not_pursued",
    "placements/stopped",
)  # fmt: skip
MINE = ("introductions", "placements", "threads")


def a_whole_life(cast):
    """Live a whole story, with every turn a person may be told of."""
    awa, lea, jean = cast.awa, cast.lea, cast.jean
    first = stories.suggested(cast, "Pour vous.")
    actions.decline_suggestion(first, by=awa)
    late = stories.suggested(cast)
    actions.expire(late)
    aside = stories.asked(cast)
    actions.set_aside(aside, "not_now", "Plus tard.", by=lea)
    for end in (
        lambda one: actions.decline(one, "full", by=jean),
        actions.close_unanswered,
        actions.close_with_mission,
    ):
        end(stories.sent(cast))
    made = stories.suggested(cast)
    actions.agree(made, Release(["availability"]), by=awa)
    actions.accept(made, "Bienvenue", by=jean)
    at = clock.now() + timedelta(days=2)
    meetings.plan(made, Meeting(at, "Maison des habitants, 12 rue des Lilas", "Mme Rossi"), by=jean)
    meetings.plan(made, Meeting(at, "Ailleurs"), by=jean)
    meetings.accompany(made, by=lea)
    meetings.confirm(made, by=awa)
    meetings.ask_another_time(made, "Jeudi", by=awa)
    meetings.cancel(made, by=jean)
    meetings.plan(made, Meeting(at, "Ici"), by=jean)
    made.meeting_at = clock.now() - timedelta(minutes=1)
    meetings.meet(made, by=jean)
    db.session.commit()
    work(cast, made)
    again = stories.met(cast)
    actions.not_pursue(again, by=jean)
    gone = stories.sent(cast)
    actions.withdraw(gone, by=awa)
    db.session.commit()


def work(cast, made):
    """Work, count, disagree, pause and end."""
    awa, lea, jean = cast.awa, cast.lea, cast.jean
    placement = placements.begin(made, Beginning(clock.today(), trial=True), by=jean)
    placements.move(placement, life.CONTINUE, by=jean)
    placements.move(placement, life.PAUSE, by=jean)
    placements.move(placement, life.RESUME, by=jean)
    row = placements.declare_hours(placement, clock.today().replace(day=1), 7.5, by=jean)
    placements.count_otherwise(row, 8.0, by=awa)
    placements.settle_hours(row, 8.0, by=lea)
    difficulty = threads.tell(placement.thread_id, awa.id, "travel", "C’est loin.", by=awa)
    db.session.flush()
    from app.introductions import talk

    talk.say(made, "Bonjour.", by=jean)
    talk.close(made, difficulty, "solved", "On vous prête un vélo.", by=lea)
    placements.complete(placement, "Merci Awa.", by=jean)
    db.session.commit()


def written(cast):
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=True):
        a_whole_life(cast)
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def test_every_letter_is_plain_and_short(cast):
    letters = written(cast)
    assert len({letter.kind for letter in letters}) >= 25
    for letter in letters:
        text = f"{letter.subject}\n{letter.body}"
        assert "\n\n\n" not in letter.body, letter.kind
        assert "None" not in text, letter.kind
        assert len(letter.body) < 900, letter.kind
        assert "http://ricochet.test/" in letter.body or letter.kind in NOTHING_TO_DO, letter.kind
        assert "04 76 00 00 00" in letter.body
        for word in FORBIDDEN:
            assert word not in text, f"{letter.kind}: {word}"


def test_every_letter_to_a_telephone_is_one_segment(cast):
    cast.awa.email, cast.awa.phone, cast.awa.preferred_channel = None, "+33612345678", "sms"
    cast.awa.first_name = "Marie-Antoinette"
    db.session.commit()
    received = [one for one in written(cast) if one.to_id == cast.awa.id]
    assert len({one.kind for one in received}) >= 18
    longer = "https://benevolat.isere.fr"
    for letter in received:
        text = text_messages.plain(letter.body).replace("http://ricochet.test", longer).strip()
        assert longer in text, f"{letter.kind} has no text of its own"
    texts = [
        text_messages.plain(one.body).replace("http://ricochet.test", longer) for one in received
    ]
    assert [f"{len(text)} {text}" for text in texts if len(text) > 160] == []


def test_the_association_reads_no_word_of_another_world(cast):
    for letter in written(cast):
        if letter.to_id == cast.jean.id:
            assert "Léa" not in letter.body
            assert "référent" not in letter.body


@pytest.mark.parametrize("concept", MINE)
def test_every_letter_is_used(cast, concept):
    known = {p.name.removesuffix(".txt") for p in (FOLDER / concept).glob("*.txt")}
    sources = "".join(
        p.read_text()
        for p in (FOLDER.parents[1] / "app").glob("**/*.py")
        if p.parent.name in (*MINE, "introductions")
    )
    idle = [name for name in known if not name.endswith(".sms") and f'"{name}"' not in sources
            and f'"{concept}/{name}"' not in sources]  # fmt: skip
    assert idle == []
