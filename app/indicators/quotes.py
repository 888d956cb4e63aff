"""Words of a bilan or of news six months after that may be quoted: kept, they are a testimony."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import exists, select
from werkzeug.exceptions import NotFound

from app.accompaniments.models import Episode, FollowUp, Review
from app.accounts.models import Account
from app.extensions import db
from app.indicators import actions
from app.indicators.models import Side, Testimony
from app.languages import _

SIGNED = _("Bénévole")


@dataclass(frozen=True)
class Quote:
    """What someone said, the day they allowed it to be quoted, and whose words they are."""

    words: str
    on: date
    author_id: int

    @property
    def token(self) -> str:
        """What names these words in an address; it says nothing of who wrote them."""
        told = f"{self.author_id} {self.on} {self.words}"
        return blake2b(told.encode(), digest_size=16).hexdigest()


def waiting() -> list[Quote]:
    """List the words that may be quoted and that nobody has kept yet, the latest first."""
    found = [one for one in (*_reviews(), *_news()) if one.words]
    return sorted(found, key=lambda one: (one.on, one.author_id), reverse=True)


def keep(token: str, by: Any) -> Testimony:
    """Keep words as a testimony, which who wrote them may take back."""
    quote = next((one for one in waiting() if one.token == token), None)
    if quote is None:
        raise NotFound
    testimony = Testimony(
        side=Side.PERSON.value, words=quote.words, signed_as=SIGNED, author_id=quote.author_id,
        gathered_by_id=by.id, consented_on=quote.on,
    )  # fmt: skip
    return actions.give_words(testimony, by=by)


def _kept(author: Any, day: Any) -> Any:
    return exists().where(Testimony.author_id == author, Testimony.consented_on == day)


def _real(author: Any) -> Any:
    return author.in_(select(Account.id).where(~Account.is_practice))


def _reviews() -> Iterator[Quote]:
    rows = db.session.execute(
        select(Review, Episode.volunteer_id)
        .join(Episode, Episode.id == Review.episode_id)
        .where(Review.side == "person", Review.may_quote, _real(Episode.volunteer_id))
        .where(~_kept(Episode.volunteer_id, Review.written_on))
    )
    for review, volunteer_id in rows:
        said = (review.went_well, review.was_hard, review.comes_next)
        yield Quote("\n".join(filter(None, said)), review.written_on, volunteer_id)


def _news() -> Iterator[Quote]:
    rows = db.session.scalars(
        select(FollowUp)
        .where(FollowUp.may_quote, FollowUp.done_on.is_not(None), _real(FollowUp.volunteer_id))
        .where(~_kept(FollowUp.volunteer_id, FollowUp.done_on))
    )
    for row in rows:
        assert row.done_on is not None  # noqa: S101 - asked for above
        yield Quote(row.changed, row.done_on, row.volunteer_id)
