"""What an association needs: the mission sheet, its state and its places."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.associations.models import Association
from app.extensions import Addressed, Model
from app.languages import _
from app.lifecycle import Living, Step
from app.missions.life import SEEN, STEPS, Reason, State
from app.territories.models import Commune
from app.vocabulary import Domain


class Mission(Living, Addressed, Model):
    """A mission as the association wrote it.

    A fact the association did not give is None and never rules anyone out. ``slots`` are codes of
    ``vocabulary.HALF_DAYS``. ``places_left`` only moves by the conditional update of
    ``missions.actions``. ``reference`` is the association's own identifier, for re-imports.
    ``confirmed_on`` is the day the association last said it needs people, ``asked_on`` the day it
    was last asked, None once it has answered.
    """

    __tablename__ = "missions"
    steps: ClassVar[tuple[Step, ...]] = STEPS
    __table_args__ = (
        CheckConstraint("places_left >= 0", name="places_left_positive"),
        CheckConstraint("places_left <= places", name="places_left_within"),
        UniqueConstraint("association_id", "reference"),
        Index("ix_missions_state_updated", "state", "updated_at", "version"),
    )

    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), index=True)
    reference: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    domain: Mapped[str] = mapped_column(String(30), default="")
    skills: Mapped[list[str]] = mapped_column(default=list)
    publics: Mapped[list[str]] = mapped_column(default=list)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    place_detail: Mapped[str] = mapped_column(String(200), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    remote: Mapped[bool] = mapped_column(default=False)
    slots: Mapped[list[str]] = mapped_column(default=list)
    flexible: Mapped[bool] = mapped_column(default=False)
    hours_per_week: Mapped[float | None]
    one_off: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    places: Mapped[int] = mapped_column(default=1)
    places_left: Mapped[int] = mapped_column(default=1)
    french: Mapped[str | None] = mapped_column(String(2))
    driving_licence: Mapped[bool | None]
    lifting: Mapped[bool | None]
    step_free: Mapped[bool | None]
    beginners: Mapped[bool | None]
    trial: Mapped[bool | None]
    welcome: Mapped[str] = mapped_column(Text, default="")
    expenses: Mapped[str] = mapped_column(String(200), default="")
    transit: Mapped[str] = mapped_column(String(200), default="")
    not_a_job: Mapped[bool] = mapped_column(default=False)
    decision_reason: Mapped[str] = mapped_column(String(40), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    published_at: Mapped[datetime | None]
    confirmed_on: Mapped[date | None]
    asked_on: Mapped[date | None]

    association: Mapped[Association] = relationship(lazy="joined")
    commune: Mapped[Commune | None] = relationship(lazy="joined")

    @property
    def state_words(self) -> str:
        """Where the mission is, in words."""
        return State.said(self.state)

    @property
    def reason_words(self) -> str:
        """Why a pilote asked for a correction, or refused."""
        return Reason.said(self.decision_reason)

    @property
    def domain_words(self) -> str:
        """What it is about."""
        return Domain.said(self.domain)

    @property
    def missing(self) -> dict[str, list[str]]:
        """What is left to write before it can be sent, by step."""
        late_start = self.one_off and self.starts_on and self.starts_on < clock.today()
        wanted = {
            "quoi": (
                (len(self.title.split()) >= 2, "un titre de deux mots au moins"),
                (bool(self.description), "ce qu’on fait"),
                (bool(self.domain), "le domaine"),
                (self.remote or bool(self.commune_code), "la commune"),
            ),
            "quand": (
                (bool(self.slots) or self.flexible, "les jours, ou « à voir ensemble »"),
                (not self.one_off or bool(self.starts_on), "le jour"),
                (not (self.is_past or late_start), "des dates à venir"),
            ),
            "accueil": ((bool(self.welcome), "qui accueille"),),
        }
        left = {step: [words for done, words in of if not done] for step, of in wanted.items()}
        return {step: words for step, words in left.items() if words}

    @property
    def place(self) -> str:
        """Where it happens, in a word or two: « Grenoble », « Chez vous »."""
        if self.remote:
            return _("Chez vous")
        return self.commune.name if self.commune else ""

    @property
    def half_days(self) -> list[str]:
        """Its half-days, as the card and the week show them."""
        return self.slots

    @property
    def tags(self) -> list[tuple[str, str]]:
        """The few facts that reassure or warn, strongest first, each with its tone."""
        facts = (
            (self.trial is True, _("On peut essayer d’abord"), "good"),
            (self.beginners is True, _("Pas besoin de savoir faire"), "good"),
            (self.french in {"A1", "A2"}, _("Un peu de français suffit"), "good"),
            (self.driving_licence is True, _("Permis de conduire"), "neutral"),
            (self.lifting is True, _("Il faut porter"), "neutral"),
        )
        return [(text, tone) for holds, text, tone in facts if holds][:3]

    @property
    def taken(self) -> int:
        """How many places are already someone's."""
        return self.places - self.places_left

    @property
    def is_seen(self) -> bool:
        """Whether everyone may read its page, even full or over."""
        return self.state in SEEN and self.association.is_shown

    @property
    def is_past(self) -> bool:
        """Whether its last day is behind us."""
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def is_open(self) -> bool:
        """Whether one may ask for it today."""
        return (
            self.state == State.PUBLISHED
            and self.places_left > 0
            and not self.is_past
            and self.association.is_shown
        )
