"""Delivering letters to a real SMTP server: once, in time, whatever the others do."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from app import clock, create_app
from app.extensions import db
from app.letters import actions, delivery, queries
from app.letters.models import Addressee, Letter, write
from config import Settings
from tests import people
from tests.letters.post_offices import Mailbox, opened


@pytest.fixture
def site_with(app, database_url, tmp_path):
    """Give the same site, with its letters sent to a server."""

    @contextmanager
    def served(port, **settings):
        db.session.commit()
        other = create_app(
            Settings(
                demo=True, secret_key=app.secret_key, database_url=database_url,
                instance=str(tmp_path), public_url="http://ricochet.test",
                mail_server="127.0.0.1" if port else "", mail_port=port or 25,
                mail_timeout=1, mail_sender="ne-pas-repondre@ricochet.test", **settings,
            )
        )  # fmt: skip
        with other.app_context():
            yield other
            db.session.remove()
            db.engine.dispose()

    return served


def a_letter(to="awa", **facts):
    words = {"subject": "Bonne nouvelle", "body": "Bonjour Awa,\n\nC’est oui.\n", **facts}
    kind = words.pop("kind", "accounts/confirm")
    address = words.pop("address", f"{to}@example.org")
    channel = words.pop("channel", "email")
    letter = Letter(kind=kind, channel=channel, address=address, **words)
    db.session.add(letter)
    db.session.flush()
    db.session.refresh(letter)
    db.session.expunge(letter)
    db.session.commit()
    return letter


def again(letter):
    """Read the letter as it is now, leaving the database to the others."""
    found = db.session.get(Letter, letter.id, populate_existing=True)
    db.session.expunge(found)
    db.session.commit()
    return found


def test_a_letter_arrives_once_signed_and_named(site_with):
    letter = a_letter()
    box = Mailbox()
    with opened(box) as port, site_with(port):
        assert delivery.send_due(5)["sent"] == 1
        assert not delivery.send_due(5)
    [mail] = box.received
    assert mail["Message-ID"] == f"<{letter.token}@ricochet.test>"
    assert mail["To"] == "awa@example.org"
    assert mail["From"] == "Ricochet <ne-pas-repondre@ricochet.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert "C’est oui." in mail.get_content()
    assert "04 76 00 00 00" in mail.get_content()
    assert again(letter).sent_at


def test_a_calendar_entry_travels_with_its_letter(site_with):
    a_letter(attachment_name="rendez-vous.ics", attachment="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    box = Mailbox()
    with opened(box) as port, site_with(port):
        delivery.send_due(5)
    body, entry = box.received[0].iter_parts()
    assert body.get_content_type() == "text/plain"
    assert entry.get_content_type() == "text/calendar"
    assert entry.get_filename() == "rendez-vous.ics"
    assert "BEGIN:VCALENDAR" in entry.get_payload(decode=True).decode()


def test_a_letter_does_not_leave_before_its_time_nor_once_recalled(site_with):
    later = a_letter(subject="Plus tard", not_before=clock.now() + timedelta(minutes=10))
    a_letter(subject="Repris", recalled_at=clock.now())
    a_letter(subject="Papier", channel="paper", address="")
    box = Mailbox()
    with opened(box) as port, site_with(port):
        delivery.send_due(5)
        assert box.received == []
        with time_machine.travel(clock.now() + timedelta(minutes=11)):
            delivery.send_due(5)
    assert box.subjects() == ["Plus tard"]
    assert again(later).sent_at


def test_one_bad_address_holds_nobody_up_and_is_shown_with_its_reason(site_with):
    bad = a_letter("inconnu")
    good = a_letter("awa")
    box = Mailbox(inconnu="550 No such user here")
    with opened(box) as port, site_with(port):
        outcomes = delivery.send_due(5)
    assert outcomes == {"refused": 1, "sent": 1}
    assert again(good).sent_at
    assert again(bad).failed_at
    assert again(bad).failure == "550 No such user here"
    assert [one.id for one in db.session.scalars(queries.failed())] == [bad.id]


def test_a_busy_mailbox_is_tried_again_later_and_later(site_with):
    busy = a_letter("plein")
    box = Mailbox(plein="450 Mailbox full, try again")
    waits = []
    with opened(box) as port, site_with(port):
        now = clock.now()
        for _ in range(9):
            with time_machine.travel(now, tick=False):
                assert delivery.send_due(5)["later"] == 1
                assert not delivery.send_due(5)
                waits.append((again(busy).lease_until - now).total_seconds() / 60)
                now = again(busy).lease_until
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        with time_machine.travel(now + timedelta(hours=24)):
            delivery.send_due(5)
    assert again(busy).failed_at
    assert again(busy).failure.startswith("450")


def test_a_server_that_is_down_stops_the_round_and_loses_nothing(site_with):
    letters = [a_letter(f"p{n}") for n in range(3)]
    with opened(Mailbox()) as port:
        closed_port = port
    with site_with(closed_port):
        assert delivery.send_due(5) == {"closed": 1}
        assert queries.backlog().count == 3
    box = Mailbox()
    with opened(box) as port, site_with(port), time_machine.travel(
        clock.now() + timedelta(minutes=2)
    ):  # fmt: skip
        assert delivery.send_due(5)["sent"] == 3
    assert all(again(letter).sent_at for letter in letters)


def test_a_server_that_keeps_people_waiting_is_left(site_with):
    letter = a_letter()
    box = Mailbox()
    box.slow = 3.0
    with opened(box) as port, site_with(port):
        assert delivery.send_due(5) == {"closed": 1}
    assert again(letter).sent_at is None
    assert again(letter).failure == "SMTPServerDisconnected" or again(letter).failure


def test_two_workers_send_each_letter_once(site_with):
    for number in range(12):
        a_letter(f"p{number}", subject=f"Lettre {number}")
    box = Mailbox()
    with opened(box) as port, site_with(port) as other:

        def work():
            with other.app_context():
                delivery.send_due(10)
                db.session.remove()

        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert sorted(box.subjects()) == sorted(f"Lettre {n}" for n in range(12))


def test_a_worker_that_died_leaves_its_letter_to_another(site_with):
    letter = a_letter()
    box = Mailbox()
    with opened(box) as port, site_with(port):
        assert delivery.claim({"email"}).id == letter.id
        assert delivery.claim({"email"}) is None
        with time_machine.travel(clock.now() + timedelta(seconds=61)):
            assert delivery.send_due(5)["sent"] == 1
    assert again(letter).attempts == 2


def test_an_act_is_taken_back_until_its_first_letter_leaves(site_with, app):
    awa = people.a_volunteer("Awa")
    since = clock.now()
    write("accounts/password_changed", to=awa, about=awa, not_before=since + timedelta(minutes=10))
    db.session.commit()
    assert actions.may_recall(awa, since)
    box = Mailbox()
    with opened(box) as port, site_with(port), time_machine.travel(since + timedelta(minutes=11)):
        delivery.send_due(5)
    assert not actions.may_recall(awa, since)
    with pytest.raises(actions.TooLate):
        actions.recall(awa, since)


def test_a_recalled_letter_never_leaves(site_with):
    awa = people.a_volunteer("Awa")
    since = clock.now()
    write("accounts/password_changed", to=awa, about=awa, not_before=since + timedelta(minutes=10))
    actions.recall(awa, since)
    db.session.commit()
    box = Mailbox()
    with opened(box) as port, site_with(port), time_machine.travel(since + timedelta(hours=1)):
        delivery.send_due(5)
    assert box.received == []


@pytest.mark.parametrize("trap", ["Awa\r\nBcc: luc@example.org", "Awa\nBcc: luc@example.org"])
def test_a_name_cannot_add_a_header(site_with, app, trap):
    write("accounts/confirm", to=Addressee("awa@example.org", trap), token="abc")
    letter = db.session.scalar(select(Letter))
    letter.subject = f"Bonjour {trap}"
    a_letter(address="awa@example.org\r\nBcc: luc@example.org")
    box = Mailbox()
    with opened(box) as port, site_with(port):
        outcomes = delivery.send_due(5)
    assert outcomes["refused"] == 2
    assert box.received == []


def test_without_a_server_each_letter_is_a_file(site_with, tmp_path):
    letter = a_letter()
    with site_with(None):
        assert delivery.send_due(5)["sent"] == 1
    [written] = Path(tmp_path, "courrier").iterdir()
    assert written.name == f"{letter.token}.eml"
    assert "C=E2=80=99est oui." in written.read_text()


def test_the_command_says_what_it_did(site_with):
    a_letter()
    box = Mailbox()
    with opened(box) as port, site_with(port) as other:
        said = other.test_cli_runner().invoke(args=["letters", "send"])
    assert "1 lettre partie" in said.output
    assert box.subjects() == ["Bonne nouvelle"]


def test_the_backlog_says_how_late_the_post_is(app):
    assert queries.backlog() == queries.Backlog(0, timedelta(0))
    a_letter(not_before=clock.now() - timedelta(minutes=7))
    a_letter(not_before=clock.now() + timedelta(minutes=7))
    found = queries.backlog()
    assert found.count == 1
    assert timedelta(minutes=7) <= found.oldest < timedelta(minutes=8)
