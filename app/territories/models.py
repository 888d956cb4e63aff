"""Communes, their postal codes, and the territories (bassins) a pilote makes of them.

Names and codes are compared byte by byte on every engine, so that « begins with » is a range.
"""

from datetime import date

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Addressed, Model, db

CODES = String(5).with_variant(String(5, collation="C"), "postgresql")
NAMES = String(60).with_variant(String(60, collation="C"), "postgresql")

territory_communes = Table(
    "territory_communes",
    db.metadata,
    Column("territory_id", ForeignKey("territories.id", ondelete="CASCADE"), primary_key=True),
    Column("commune_code", ForeignKey("communes.code"), primary_key=True, index=True),
)


class Commune(Model):
    """A commune of France; its key is the INSEE code, five characters."""

    __tablename__ = "communes"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    search_name: Mapped[str] = mapped_column(NAMES, index=True)
    department: Mapped[str] = mapped_column(String(3), index=True)
    population: Mapped[int] = mapped_column(default=0)
    lat: Mapped[float]
    lon: Mapped[float]
    postal_codes: Mapped[list["PostalCode"]] = relationship(
        cascade="all, delete-orphan", order_by="PostalCode.postal_code", lazy="raise_on_sql"
    )

    @property
    def label(self) -> str:
        """The name, and what tells it from its namesakes: needs the postal codes loaded."""
        codes = [row.postal_code for row in self.postal_codes]
        return f"{self.name} ({codes[0] if len(codes) == 1 else self.department})"


class PostalCode(Model):
    """A postal code that serves a commune; one code may serve many, and one commune have many."""

    __tablename__ = "postal_codes"

    postal_code: Mapped[str] = mapped_column(CODES, primary_key=True)
    commune_code: Mapped[str] = mapped_column(
        ForeignKey("communes.code", ondelete="CASCADE"), primary_key=True, index=True
    )


class Territory(Addressed, Model):
    """A management area of the département: a list of communes under a name.

    Open from ``opens_on``, or always when it says nothing.
    """

    __tablename__ = "territories"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    opens_on: Mapped[date | None]
    communes: Mapped[list[Commune]] = relationship(
        secondary=territory_communes, order_by=Commune.name, lazy="raise_on_sql"
    )
