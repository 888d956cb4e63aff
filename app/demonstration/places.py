"""The communes and the territories of the demonstration."""

from app.caseloads.models import Operator
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.extensions import db
from app.territories.models import Commune, PostalCode, Territory
from app.territories.queries import simplified


def settle(cast: Cast) -> None:
    """Put communes and territories in place; a commune imported already is left as it is."""
    cast.communes = {commune.code: commune for commune in db.session.scalars(db.select(Commune))}
    for row in sources.communes():
        if row["code"] not in cast.communes:
            cast.communes[row["code"]] = _commune(row)
            db.session.add(cast.communes[row["code"]])
    for slug, sheet in sources.sheets("territories").items():
        cast.territories[slug] = Territory(
            token=token("territory", slug),
            name=sheet["name"],
            communes=[cast.communes[code] for code in sheet["communes"]],
        )
    db.session.add_all(cast.territories.values())
    db.session.flush()


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        code=row["code"],
        name=row["name"],
        search_name=simplified(row["name"]),
        department=row["code"][:2],
        population=int(row["population"]),
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        postal_codes=[PostalCode(postal_code=code) for code in row["postal_codes"].split("|")],
    )


def is_settled() -> bool:
    """Tell whether the demonstration was loaded in this database already."""
    names = [sheet["name"] for sheet in sources.sheets("people")["operators"].values()]
    return db.session.scalar(db.select(Operator.id).where(Operator.name.in_(names))) is not None
