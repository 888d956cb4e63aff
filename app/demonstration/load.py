"""Loading the whole demonstration, in one transaction."""

from app import clock
from app.accounts import passwords
from app.caseloads.models import Programme
from app.demonstration import (
    attesting,
    crowd,
    following,
    gathering,
    leaving,
    meetings,
    offers,
    offices,
    people,
    placements,
    places,
    post,
    reaching,
    speaking,
)
from app.demonstration.cast import Calendar, Cast
from app.extensions import db

PASSWORD = "Demo-Ricochet-2026"  # noqa: S105 - told to everyone, and good for a demonstration only


def load() -> bool:
    """Load the demonstration; when it is there already, touch nothing and say False."""
    if places.is_settled():
        return False
    cast = Cast(Calendar(clock.now()), passwords.hashed(PASSWORD))
    places.settle(cast)
    people.engage(cast)
    offices.finance(cast)
    people.arrange_covers(cast)
    offers.register(cast)
    people.seat_members(cast)
    people.invite(cast)
    offers.journal_of_associations(cast)
    people.welcome_volunteers(cast)
    offers.publish(cast)
    meetings.choose(cast)
    meetings.tell(cast)
    placements.follow(cast)
    following.accompany(cast)
    leaving.leave(cast)
    gathering.gather(cast)
    reaching.reach(cast)
    attesting.attest(cast)
    speaking.speak(cast)
    speaking.report(cast)
    post.write(cast)
    db.session.commit()
    return True


def load_crowd() -> dict[str, int]:
    """Add a whole département to the demonstration, once; say how many rows were written."""
    if db.session.scalar(db.select(Programme.id).where(Programme.name == crowd.PROGRAMME)):
        return {}
    return crowd.load(passwords.hashed(PASSWORD))
