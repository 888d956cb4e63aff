"""A document kept by its fingerprint, and the signatures put on it, which never change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, event, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.leases import Leased
from app.vocabulary import Worded

PDF = "application/pdf"


class DocumentState(Worded):
    """Where the making of a document is."""

    QUEUED = "queued", "En préparation"
    READY = "ready", "Prêt"
    FAILED = "failed", "Pas fait"


class SignatureMode(Worded):
    """How someone signed."""

    SCREEN = "screen", "À l’écran"
    PAPER = "paper_scanned", "Sur papier"


class SealBroken(Exception):  # noqa: N818 - said as it happens
    """Somebody tried to change what was signed."""


@dataclass(frozen=True)
class Paper:
    """What a document is: its kind, its title, the name of its file, whose it is, and about what.

    ``about`` is the row it speaks of; ``owner_id`` the person it belongs to, besides who asks.
    """

    kind: str
    title: str
    file_name: str
    owner_id: int | None = None
    about: Any = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signer:
    """Who signs: an account, or the name and the role of someone who has none."""

    account_id: int | None
    name: str
    role: str


class Document(Leased, Addressed, Model):
    """One file. ``words`` are kept only until it is made; ``covers`` names what a batch holds."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_subject", "subject_type", "subject_id"),)

    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(60), default=PDF)
    state: Mapped[str] = mapped_column(String(10), index=True)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True, active_history=True)
    size: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    subject_type: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    covers: Mapped[list[str]] = mapped_column(default=list)
    template: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=1)
    failure: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_at: Mapped[datetime | None]

    @property
    def is_ready(self) -> bool:
        """Whether the file may be read."""
        return self.state == DocumentState.READY

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has to make it."""
        return self.state == DocumentState.QUEUED


class Signature(Identified, Model):
    """Someone’s signature on a document: what proves it, and the seal that ties it to the last."""

    __tablename__ = "signatures"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    document_sha256: Mapped[str] = mapped_column(String(64))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    signer_name: Mapped[str] = mapped_column(String(120))
    signer_role: Mapped[str] = mapped_column(String(120))
    mode: Mapped[str] = mapped_column(String(15))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    evidence: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    previous_seal: Mapped[str] = mapped_column(String(64), unique=True)
    seal: Mapped[str] = mapped_column(String(64), unique=True)

    document: Mapped[Document] = relationship(foreign_keys=[document_id], lazy="joined")
    signer: Mapped[Account | None] = relationship(lazy="raise_on_sql")

    @property
    def mode_words(self) -> str:
        """How it was signed, in words."""
        return SignatureMode.said(self.mode)


@event.listens_for(Signature, "before_update")
@event.listens_for(Signature, "before_delete")
def _keep_signatures(_mapper: Any, _connection: Any, signature: Signature) -> None:
    raise SealBroken(f"signature {signature.id}")


@event.listens_for(Document, "before_update")
def _keep_contents(_mapper: Any, _connection: Any, document: Document) -> None:
    if any(inspect(document).attrs.sha256.history.deleted or ()):
        raise SealBroken(f"document {document.id}")
