"""Communes, their postal codes, and the territories (bassins) a pilote makes of them."""

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Addressed, Model, db

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
    search_name: Mapped[str] = mapped_column(String(60), index=True)
    department: Mapped[str] = mapped_column(String(3), index=True)
    population: Mapped[int] = mapped_column(default=0)
    lat: Mapped[float]
    lon: Mapped[float]
    postal_codes: Mapped[list["PostalCode"]] = relationship(
        cascade="all, delete-orphan", order_by="PostalCode.postal_code", lazy="raise_on_sql"
    )


class PostalCode(Model):
    """A postal code that serves a commune; one code may serve many, and one commune have many."""

    __tablename__ = "postal_codes"

    postal_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    commune_code: Mapped[str] = mapped_column(
        ForeignKey("communes.code", ondelete="CASCADE"), primary_key=True, index=True
    )


class Territory(Addressed, Model):
    """A management area of the département: a list of communes under a name."""

    __tablename__ = "territories"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    communes: Mapped[list[Commune]] = relationship(
        secondary=territory_communes, order_by=Commune.name, lazy="raise_on_sql"
    )
