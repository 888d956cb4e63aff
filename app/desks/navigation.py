"""The menu of each role, as data: a few words, a page, and what waits there.

The first entries are always in sight; the others are behind « Plus ». Order is by use.
"""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.accounts.models import Role
from app.languages import _

Menu = tuple[tuple[str, str], ...]
ON_A_PHONE, ON_A_DESK, AT_WORK = 2, 4, 5  # entries in sight on each screen
VISITOR: Menu = ((_("Les missions"), "missions.listing"), (_("Comment ça marche"), "home.help"))
MENUS: dict[str, Menu] = {
    Role.VOLUNTEER: (
        (_("Pour moi"), "desks.volunteer"),
        (_("Mes demandes"), "introductions.mine"),
        (_("Les missions"), "missions.listing"),
        (_("Mon profil"), "profiles.summary"),
        (_("Ateliers"), "workshops.listing"),
        (_("Mon passeport"), "passports.mine"),
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
        ("Relectures", "proofreading.circles"),
    ),
    Role.ADMIN: (("État", "desks.admin"), ("Données personnelles", "privacy.reports")),
}


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    url: str
    current: bool
    count: int | None = None
    on_a_phone: bool = True
    on_a_desk: bool = True


def for_page() -> dict[str, Any]:
    """Give templates the menu of whoever reads."""
    return {"navigation": _entries()}


def _entries() -> list[Entry]:
    menu, desk = VISITOR, ON_A_DESK
    if current_user.is_authenticated:
        role = Role.VOLUNTEER if current_user.acting_for else current_user.role
        menu = MENUS[role]
        desk = ON_A_DESK if role == Role.VOLUNTEER else AT_WORK
    return [
        Entry(
            label,
            url_for(endpoint),
            request.endpoint == endpoint,
            on_a_phone=place < ON_A_PHONE,
            on_a_desk=place < desk,
        )
        for place, (label, endpoint) in enumerate(menu)
    ]
