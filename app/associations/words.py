"""What an association says of itself, as people read it."""

from datetime import date, timedelta
from typing import Any

from app import clock
from app.accounts.contacts import spoken
from app.phrases import day
from app.vocabulary import Worded

SOON = timedelta(days=30)


class Kind(Worded):
    """What sort of body welcomes volunteers."""

    ASSOCIATION = "association", "Une association"
    PUBLIC_HOST = "public_host", "Une structure publique : commune, école, musée, hôpital…"


class State(Worded):
    """Where an association is in its life, in the words its members read."""

    DRAFT = "draft", "À compléter"
    SUBMITTED = "submitted", "En cours de vérification"
    VERIFIED = "verified", "Vérifiée"
    REFUSED = "refused", "À corriger"
    SUSPENDED = "suspended", "Suspendue"
    CLOSED = "closed", "Fermée"


class Decision(Worded):
    """Why a pilote refuses or suspends an association."""

    NUMBER = "number", "Le numéro ne correspond pas à votre structure"
    NAME = "name", "Le nom ne correspond pas au numéro"
    TWICE = "twice", "Votre structure est déjà inscrite"
    INSURANCE = "insurance", "L’assurance n’est pas claire, ou ne couvre pas les bénévoles"
    NOT_A_HOST = "not_a_host", "Seules les associations et les structures publiques s’inscrivent"
    CHARTER = "charter", "Ce qui est proposé ne respecte pas nos règles"
    SILENT = "silent", "Nous n’arrivons pas à vous joindre"
    OTHER = "other", "Autre raison"


class Described:
    """The sentences made of an association's facts."""

    __allow_unmapped__ = True

    name: Any
    kind: Any
    state: Any
    rna: Any
    siren: Any
    siret: Any
    tribunal: Any
    volume: Any
    folio: Any
    no_number: Any
    phone: Any
    address: Any
    commune: Any
    insurer: Any
    insurance_until: Any
    decision_reason: Any

    @property
    def state_words(self) -> str:
        """Where the association is in its life."""
        return State.said(self.state)

    @property
    def kind_words(self) -> str:
        """What sort of body it is."""
        return Kind.said(self.kind)

    @property
    def reason_words(self) -> str:
        """Why it was refused or suspended."""
        return Decision.said(self.decision_reason)

    @property
    def register(self) -> str:
        """Where it is registered in Alsace-Moselle."""
        if not self.folio:
            return ""
        return f"Tribunal de {self.tribunal}, volume {self.volume}, folio {self.folio}"

    @property
    def number(self) -> str:
        """The one number that is best known, for a list."""
        return self.rna or self.siret or self.siren or self.register or self.no_number or "—"

    @property
    def where(self) -> str:
        """Its address and commune, on a line."""
        return ", ".join(filter(None, (self.address, self.commune.name if self.commune else "")))

    @property
    def phone_words(self) -> str:
        """Its telephone number, as people read it."""
        return spoken(self.phone)

    @property
    def insurance_words(self) -> str:
        """Who insures it, until when."""
        until = f"jusqu’au {day(self.insurance_until)}" if self.insurance_until else ""
        return ", ".join(filter(None, (self.insurer, until)))

    @property
    def is_insured(self) -> bool:
        """Whether its insurance covers volunteers today."""
        return self.insurance_until is not None and self.insurance_until >= clock.today()

    @property
    def insurance_ends_soon(self) -> bool:
        """Whether its insurance ends within a month."""
        until: date | None = self.insurance_until
        return self.is_insured and until is not None and until <= clock.today() + SOON
