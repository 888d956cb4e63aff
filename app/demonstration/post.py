"""The last letters of the demonstration: what announced where each introduction stands now.

They are written by the concept itself, then dated of the fact; those by e-mail or text message
have left, those on paper wait for someone to hand them over.
"""

from collections.abc import Callable
from datetime import timedelta

from app.demonstration.cast import Cast
from app.extensions import db
from app.introductions import tidings
from app.introductions.models import Introduction
from app.letters.models import Channel, Letter


def _accepted(introduction: Introduction) -> None:
    tidings.person("accepted", introduction, word="")
    tidings.mediators("accepted", introduction, word="")


NEWS: dict[str, Callable[[Introduction], None]] = {
    "suggested": lambda introduction: tidings.person("suggested", introduction),
    "asked": tidings.request,
    "set_aside": lambda introduction: tidings.person("set_aside", introduction),
    "approved": tidings.left,
    "sent": tidings.left,
    "accepted": _accepted,
    "meeting_planned": lambda introduction: tidings.meeting("meeting", introduction),
}


def write(cast: Cast) -> None:
    """Write the letters of every introduction that is under way, oldest first."""
    db.session.flush()
    told = [i for i in cast.introductions.values() if i.state in NEWS]
    for introduction in sorted(told, key=lambda i: i.state_since):
        with db.session.no_autoflush:
            NEWS[introduction.state](introduction)
        for letter in db.session.new:
            if isinstance(letter, Letter):
                _date(letter, introduction)
        db.session.flush()


def _date(letter: Letter, introduction: Introduction) -> None:
    letter.written_at = letter.not_before = introduction.state_since
    if letter.channel != Channel.PAPER:
        letter.attempts = 1
        letter.sent_at = introduction.state_since + timedelta(minutes=10)
