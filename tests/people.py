"""The cast, and builders that need only the facts a story is about.

Awa volunteers in Grenoble; Léa mediates for her; Luc mediates elsewhere; Jean’s association needs
people; Paula pilots.
"""

from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from app import clock
from app.accounts.models import Account, Role
from app.associations.models import Association, Membership
from app.caseloads import assigning
from app.caseloads.models import Holding
from app.extensions import db
from app.missions.models import Mission
from app.profiles.models import Profile
from app.territories.models import Commune, PostalCode, Territory

COMMUNES = (
    ("38185", "Grenoble", "38", 157_650, 45.1885, 5.7245, ("38000", "38100")),
    ("38421", "Saint-Martin-d'Hères", "38", 38_398, 45.1762, 5.7646, ("38400",)),
    ("38151", "Échirolles", "38", 36_227, 45.1468, 5.7188, ("38130",)),
    ("38053", "Bourgoin-Jallieu", "38", 29_816, 45.6022, 5.2736, ("38300",)),
    ("38226", "Mens", "38", 1_400, 44.8161, 5.7514, ("38710",)),
    ("67482", "Strasbourg", "67", 291_313, 48.5692, 7.7621, ("67000", "67100", "67200")),
)
_number = count(1)


def settle_communes() -> None:
    """Put the few communes of the stories in place."""
    from app.territories.queries import simplified

    for code, name, department, population, lat, lon, postal in COMMUNES:
        db.session.add(
            Commune(
                code=code, name=name, search_name=simplified(name), department=department,
                population=population, lat=lat, lon=lon,
                postal_codes=[PostalCode(postal_code=p) for p in postal],
            )
        )  # fmt: skip


def _kept(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    db.session.commit()
    return thing


def an_account(role: Role, first_name: str, **facts: Any) -> Account:
    """Open an account, with a confirmed address unless ``email=None``."""
    email = facts.pop("email", f"{first_name.lower()}{next(_number)}@example.org")
    facts.setdefault("email_confirmed_at", clock.now() if email else None)
    return _kept(Account(role=role, first_name=first_name, email=email, **facts))


def a_volunteer(
    first_name: str = "Awa", *, followed_by: Account | None = None, **facts: Any
) -> Account:
    """Open a volunteer’s account in Grenoble, profile finished; facts of either are taken."""
    answers = {
        k: facts.pop(k) for k in list(facts) if hasattr(Profile, k) and not hasattr(Account, k)
    }
    facts.setdefault("commune_code", "38185")
    account = an_account(Role.VOLUNTEER, first_name, **facts)
    profile: dict[str, Any] = {
        "modes": ["walk", "transit"],
        "max_minutes": 45,
        "slots": ["tue-am", "thu-pm"],
        "hours_per_week": 4.0,
        "french": "B2",
        "confirmed_at": clock.now(),
    }
    _kept(Profile(account_id=account.id, **(profile | answers)))
    if followed_by:
        _kept(assigning.begin(account, followed_by.id))
    return account


def a_territory(name: str = "Agglomération grenobloise", *codes: str) -> Territory:
    """Make a territory of these communes, Grenoble’s neighbours by default."""
    wanted = codes or ("38185", "38421", "38151")
    found = db.session.scalars(select(Commune).where(Commune.code.in_(wanted))).all()
    return _kept(Territory(name=name, communes=list(found)))


def a_referent(first_name: str = "Léa", *, holding: Territory | None = None) -> Account:
    """Open a référent’s account, holding a territory if one is given."""
    account = an_account(Role.REFERENT, first_name, last_name="Martin")
    if holding:
        _kept(Holding(referent_id=account.id, territory_id=holding.id))
    return account


def a_pilot(first_name: str = "Paula") -> Account:
    """Open a pilote’s account."""
    return an_account(Role.PILOT, first_name, last_name="Roux")


def an_association(name: str = "Les Jardins partagés", **facts: Any) -> Association:
    """Register a verified association in Grenoble."""
    facts = {
        "state": "verified",
        "rna": "W381000001",
        "commune_code": "38185",
        "insurer": "Mutuelle des bénévoles",
        "insurance_until": clock.today() + timedelta(days=200),
        **facts,
    }
    return _kept(Association(name=name, **facts))


def a_member(of: Association, first_name: str = "Jean", **facts: Any) -> Account:
    """Open the account of someone who acts for an association."""
    account = an_account(Role.ASSOCIATION, first_name, **facts)
    _kept(Membership(association_id=of.id, account_id=account.id))
    return account


def a_mission(of: Association | None = None, **facts: Any) -> Mission:
    """Publish a mission in Grenoble, on Tuesday mornings, with two places."""
    association = of or an_association()
    facts = {
        "title": "Arroser le jardin partagé",
        "description": "On arrose, on désherbe, on boit un café ensemble. " * 4,
        "domain": "nature",
        "commune_code": "38185",
        "lat": 45.19,
        "lon": 5.73,
        "slots": ["tue-am"],
        "hours_per_week": 2.0,
        "places": 2,
        "state": "published",
        "published_at": clock.now(),
        "not_a_job": True,
        **facts,
    }
    facts.setdefault("places_left", facts["places"])
    return _kept(Mission(association_id=association.id, **facts))
