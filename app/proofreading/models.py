"""A link for readers, and what they say of a sentence."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Model
from app.vocabulary import Worded

LIFE = timedelta(days=90)


class Verdict(Worded):
    """What a reader says in one tap."""

    UNCLEAR = "unclear", "Je ne comprends pas"
    TOO_LONG = "too_long", "C’est trop long"
    HARD_WORD = "hard_word", "Un mot est difficile"
    HURTS = "hurts", "Cela peut blesser"
    WRONG = "wrong", "Ce n’est pas juste"
    GOOD = "good", "C’est bien dit"


class Standing(Worded):
    """What became of a remark."""

    TO_READ = "to_read", "À lire"
    KEPT = "kept", "Retenu"
    SET_ASIDE = "set_aside", "Écarté"


class ReadingLink(Addressed, Model):
    """A personal link for a circle of readers.

    The secret is drawn from the site’s key and never stored; ``person`` is someone who is not real,
    whose pages the readers see.
    """

    __tablename__ = "reading_links"

    name: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Account] = relationship(foreign_keys=[person_id], lazy="joined")

    @property
    def is_live(self) -> bool:
        """Whether it still opens."""
        return self.ended_at is None and self.expires_at > clock.now()


class Remark(Addressed, Model):
    """What a reader says of one sentence."""

    __tablename__ = "remarks"

    link_id: Mapped[int] = mapped_column(ForeignKey("reading_links.id"), index=True)
    page: Mapped[str] = mapped_column(String(60))
    sentence: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(12), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    standing: Mapped[str] = mapped_column(String(12), default=Standing.TO_READ.value, index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    link: Mapped[ReadingLink] = relationship(lazy="joined")
