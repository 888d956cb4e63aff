"""What a telephone receives."""

import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.letters import delivery, text_messages
from app.letters.models import Letter, short, write
from tests import people


class Telephones:
    """A gateway that keeps what it carried."""

    def __init__(self, error=None):
        self.carried = []
        self.error = error

    def send(self, number, text, reference):
        if self.error:
            raise self.error
        self.carried.append((number, text, reference))


def awa_by_text_message():
    awa = people.a_volunteer("Awa", email=None, phone="+33612345678", preferred_channel="sms")
    write("accounts/password_changed", to=awa)
    db.session.commit()
    return awa


def sent_by(app, gateway, at):
    kept = app.extensions["text_messages"]
    app.extensions["text_messages"] = gateway
    letter = db.session.scalar(select(Letter))
    letter.not_before = at
    db.session.commit()
    try:
        with time_machine.travel(at, tick=False):
            return delivery.send_due(5)
    finally:
        app.extensions["text_messages"] = kept


MORNING = people.clock.from_paris(people.clock.date(2026, 11, 24), 9)


def test_a_text_message_says_whom_to_call(app):
    awa_by_text_message()
    phones = Telephones()
    assert sent_by(app, phones, MORNING)["sent"] == 1
    [(number, text, _)] = phones.carried
    assert number == "+33612345678"
    assert "04 76 00 00 00" in text
    assert text_messages.segments(text) == 1


def test_no_telephone_rings_at_night_nor_on_sunday(app):
    awa_by_text_message()
    phones = Telephones()
    day = people.clock.date
    for quiet in (day(2026, 11, 24), day(2026, 11, 29)):
        hour = 21 if quiet.day == 24 else 11
        assert not sent_by(app, phones, people.clock.from_paris(quiet, hour))
    assert phones.carried == []


def test_a_number_nobody_answers_is_marked(app):
    awa_by_text_message()
    gone = Telephones(text_messages.UndeliverableError("numéro non attribué"))
    assert sent_by(app, gone, MORNING) == {"refused": 1}
    assert db.session.scalar(select(Letter.failure)) == "numéro non attribué"


def test_a_gateway_that_is_down_is_asked_again(app):
    awa_by_text_message()
    assert sent_by(app, Telephones(ConnectionError()), MORNING) == {"closed": 1}
    assert db.session.scalar(select(Letter.failed_at)) is None


@given(st.text(max_size=200))
def test_every_text_fits_the_short_alphabet(text):
    assert set(text_messages.plain(text)) <= text_messages.GSM7


def test_names_lose_only_what_a_telephone_cannot_write():
    assert text_messages.plain("François, l’été à Voiron…") == "Francois, l'été à Voiron..."


def test_a_subject_too_long_for_one_message_is_cut(app):
    awa = people.a_volunteer("Awa", email=None, phone="+33612345678", preferred_channel="sms")
    said = short("nulle/part", "Une très longue histoire, " * 8, to=awa)
    assert text_messages.segments(text_messages.plain(said)) == 1
    assert "Une très longue histoire" in said
    assert "04 76 00 00 00" in said
