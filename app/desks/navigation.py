"""The menu of each role, as data: a few words, a page, and what waits there."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.accounts.models import Role

Menu = tuple[tuple[str, str], ...]
VISITOR: Menu = (("Les missions", "missions.listing"), ("Comment ça marche", "home.help"))
MENUS: dict[str, Menu] = {
    Role.VOLUNTEER: (
        ("Pour moi", "desks.volunteer"),
        ("Mes demandes", "introductions.mine"),
        ("Les missions", "missions.listing"),
        ("Ateliers", "workshops.listing"),
        ("Mon profil", "profiles.summary"),
        ("Mon passeport", "passports.mine"),
    ),
    Role.ASSOCIATION: (
        ("Aujourd’hui", "desks.association"),
        ("Bénévoles", "introductions.mine"),
        ("Nos missions", "missions.ours"),
        ("Notre fiche", "associations.sheet"),
    ),
    Role.REFERENT: (
        ("Aujourd’hui", "desks.referent"),
        ("Mes personnes", "desks.people"),
        ("Demandes", "introductions.mine"),
        ("Ateliers", "workshops.listing"),
        ("Les missions", "missions.listing"),
        ("Le réseau", "outreach.network"),
        ("Mes chiffres", "indicators.referent"),
    ),
    Role.AMBASSADOR: (("Aujourd’hui", "desks.ambassador"), ("Les missions", "missions.listing")),
    Role.OPERATOR: (
        ("Aujourd’hui", "desks.operator"),
        ("Chiffres", "indicators.operator"),
        ("Les missions", "missions.listing"),
    ),
    Role.PILOT: (
        ("À relire", "desks.pilot"),
        ("Chiffres", "indicators.pilot"),
        ("Associations", "associations.listing"),
        ("Territoires", "territories.listing"),
        ("Équipe", "caseloads.team"),
        ("Opérateurs", "outreach.operator_list"),
        ("Réseau", "outreach.network"),
        ("Classement", "suggestions.ranking"),
    ),
    Role.ADMIN: (("État", "desks.admin"),),
}


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    url: str
    current: bool
    count: int | None = None


def for_page() -> dict[str, Any]:
    """Give templates the menu of whoever reads."""
    return {"navigation": list(_entries())}


def _entries() -> list[Entry]:
    menu = VISITOR
    if current_user.is_authenticated:
        role = Role.VOLUNTEER if current_user.acting_for else current_user.role
        menu = MENUS[role]
    return [
        Entry(label, url_for(endpoint), request.endpoint == endpoint) for label, endpoint in menu
    ]
