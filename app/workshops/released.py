"""What an ambassador reads of a person: item by item, only what the person agreed to.

The first name is always there. A skill or a need is released one by one: what is added to a
profile later is not shown without a new yes.
"""

from collections.abc import Iterable

from app import phrases
from app.accounts import contacts
from app.accounts.models import Account
from app.introductions.release import NEEDS, needs_of, spoken
from app.languages import _
from app.profiles.models import Profile


def choices(person: Account, profile: Profile) -> list[tuple[str, str]]:
    """List what may be released, with the words it would be read in."""
    offered = [
        ("last_name", _("Son nom"), person.last_name),
        ("phone", _("Son téléphone"), contacts.spoken(person.phone)),
        ("email", _("Son e-mail"), person.email),
        ("commune", _("Sa commune"), person.commune.name if person.commune else ""),
        ("availability", _("Ses jours libres"), phrases.half_days(profile.slots)),
        ("french", _("Son français"), spoken(profile.french) if profile.french else ""),
    ]
    offered += [(f"skill:{skill}", _("Sait faire"), skill) for skill in profile.skills]
    offered += [(f"need:{code}", _("A besoin de"), NEEDS[code]) for code in needs_of(profile)]
    return [(code, f"{label}\u00a0: {value}") for code, label, value in offered if value]


def lines(
    person: Account, profile: Profile, released: Iterable[str], message: str
) -> list[tuple[str, str]]:
    """Write, line by line, what the ambassador reads: (what it is, what it says)."""
    codes = set(released)
    name = person.full_name if "last_name" in codes else person.first_name
    skills = [skill for skill in profile.skills if f"skill:{skill}" in codes]
    needs = [NEEDS[code] for code in needs_of(profile) if f"need:{code}" in codes]
    read = [
        (_("Prénom et nom") if "last_name" in codes else _("Prénom"), name),
        (_("Téléphone"), contacts.spoken(person.phone) if "phone" in codes else ""),
        ("E-mail", (person.email or "") if "email" in codes else ""),
        (_("Commune"), person.commune.name if "commune" in codes and person.commune else ""),
        (_("Jours libres"), phrases.half_days(profile.slots) if "availability" in codes else ""),
        (_("Français"), spoken(profile.french) if "french" in codes and profile.french else ""),
        (_("Sait faire"), ", ".join(skills)),
        (_("A besoin de"), phrases.listed(needs) if needs else ""),
        (_("Message"), message),
    ]
    return [(label, value) for label, value in read if value]
