"""A whole département, invented: 24,000 people and five years of their lives, to measure with."""

from app.demonstration.crowd import groups, lives, offers, people, work
from app.demonstration.crowd.dice import Dice
from app.extensions import db

PROGRAMME = people.PROGRAMME


def load(password_hash: str, scale: float = 1.0) -> dict[str, int]:
    """Add the crowd to the demonstration, and say how many rows of each table were written.

    Drawn from one seed and today's date: the same day gives the same département. ``scale``
    multiplies the numbers of people, référents, missions and sessions.
    """
    dice = Dice(scale)
    offices = people.engage(dice, password_hash)
    hosts = offers.publish(dice)
    for person in people.welcome(dice, offices, password_hash):
        if person.episodes:
            lives.accompany(dice, person)
        work.introduce(dice, person, hosts)
    groups.gather(dice, offices)
    written = dice.write()
    db.session.commit()
    return written
