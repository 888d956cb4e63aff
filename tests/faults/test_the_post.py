"""The mail server is away, slow, picky, or hangs up before it answers: no letter is lost."""

from collections import Counter

import pytest
import time_machine
from sqlalchemy import select

from app import clock, create_app
from app.duties import DUTIES
from app.extensions import db
from app.letters import delivery, gone
from app.letters.delivery import FIRST
from app.letters.models import Letter
from app.letters.posting import SENT, PostOffice
from app.worker import Worker
from config import Settings
from tests.letters.post_offices import Mailbox, opened
from tests.upkeep import sites

SEND = next(duty for duty in DUTIES if duty.verb == "letters send")


class HangingUp(Mailbox):
    """Takes the first letter, then hangs up without a word: its answer is lost."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        said = await super().handle_DATA(server, session, envelope)
        if len(self.received) == 1:
            server.transport.close()
        return said


@pytest.fixture
def letters(app):
    """Write a letter to three people."""
    for name in ("awa", "luc", "zoe"):
        facts = {"kind": "x/y", "channel": "email", "address": f"{name}@example.org"}
        db.session.add(Letter(subject=name, body="…", **facts))
    db.session.commit()


def work(app, tmp_path, port):
    """Have a worker of this site send what is due, through this server."""
    url = app.config["SETTINGS"].database_url
    mail = {"mail_server": "127.0.0.1", "mail_port": port, "mail_timeout": 1}
    with sites.opened(url, tmp_path, **mail) as other:
        Worker(other).do(SEND)


def later():
    return time_machine.travel(clock.now() + 2 * FIRST)


def problems(visitor):
    answer = visitor.client.get("/healthz")
    assert answer.status_code == 200
    return answer.get_json()["problems"]


def sent():
    found = {one.subject for one in db.session.scalars(select(Letter)) if one.sent_at}
    db.session.rollback()
    return found


def test_a_server_away_is_seen_and_every_letter_leaves_once_it_is_back(
    app, visitor, letters, tmp_path
):
    with opened(Mailbox()) as port:
        closed = port
    work(app, tmp_path, closed)
    assert problems(visitor) == ["letters_put_off"]
    box = Mailbox()
    with later(), opened(box) as port:
        work(app, tmp_path, port)
    assert Counter(box.subjects()) == {"awa": 1, "luc": 1, "zoe": 1}
    assert problems(visitor) == []


def test_a_slow_server_keeps_no_page_waiting(app, visitor, letters, tmp_path):
    box = Mailbox()
    box.slow = 3.0
    with opened(box) as port:
        work(app, tmp_path, port)
    assert visitor.client.get("/missions").status_code == 200
    assert problems(visitor) == ["letters_put_off"]
    assert sent() == set()


def test_one_refused_address_is_seen_and_the_others_have_their_letter(
    app, visitor, letters, tmp_path
):
    box = Mailbox(luc="550 No such user")
    with opened(box) as port:
        work(app, tmp_path, port)
    assert Counter(box.subjects()) == {"awa": 1, "zoe": 1}
    assert problems(visitor) == ["letters_refused"]


def test_a_lost_answer_sends_the_same_letter_again_under_the_same_name(app, letters, tmp_path):
    box = HangingUp()
    with opened(box) as port:
        work(app, tmp_path, port)
        assert sent() == set(), "nobody said it was taken"
        with later():
            work(app, tmp_path, port)
    assert Counter(box.subjects()) == {"awa": 2, "luc": 1, "zoe": 1}
    names = Counter(str(message["Message-ID"]) for message in box.received)
    assert sorted(names.values()) == [1, 1, 2], "the mailbox knows it is the same letter"
    assert sent() == {"awa", "luc", "zoe"}


def test_a_worker_killed_just_after_the_answer_does_not_send_again(app, letters, tmp_path):
    url = app.config["SETTINGS"].database_url
    box = Mailbox()
    with opened(box) as port:
        with sites.opened(url, tmp_path, mail_server="127.0.0.1", mail_port=port):
            letter = delivery.claim({"email"})
            office = PostOffice()
            assert office.hand_over(letter) is SENT
            office.close()
            gone.mark(letter)  # then it is killed
        with later():
            work(app, tmp_path, port)
    assert Counter(box.subjects()) == {"awa": 1, "luc": 1, "zoe": 1}
    assert sent() == {"awa", "luc", "zoe"}
    assert list((tmp_path / "parties").iterdir()) == []


def test_without_a_base_a_page_says_so_and_who_watches_knows(tmp_path):
    away = create_app(
        Settings(demo=True, instance=str(tmp_path), database_url="postgresql+psycopg://x@127.0.0.1:1/x")
    )  # fmt: skip
    client = away.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "someone"
    for answer in (client.get("/missions"), client.get("/mon-profil")):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert "Le site se repose" in answer.get_data(as_text=True)
    client = away.test_client()
    assert client.get("/healthz").get_json() == {"status": "down", "database": "down"}
    assert "ricochet_database_up 0.0" in client.get("/metrics").get_data(as_text=True)
