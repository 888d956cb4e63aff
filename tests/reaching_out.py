"""Builders for outreach: prescribers, referrals, prospects, operators."""

import re
from typing import Any

from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.extensions import db, new_token
from app.letters.models import Letter
from app.outreach import links
from app.outreach.models import Prescriber, Prospect, Referral
from tests import people


def kept(thing: Any) -> Any:
    """Put a row in the database."""
    db.session.add(thing)
    db.session.commit()
    return thing


def a_prescriber(by: Account | None = None, **facts: Any) -> Prescriber:
    """Put Nadia, of the CCAS of Échirolles, in the directory."""
    card = {
        "first_name": "Nadia",
        "last_name": "Benali",
        "body": "CCAS d’Échirolles",
        "email": f"nadia{new_token()[:6].lower()}@example.org",
        "generation": 1,
        "link_sent_at": clock.now(),
        "created_by_id": (by or people.a_pilot("Zoé")).id,
        **facts,
    }
    prescriber = kept(Prescriber(**card))
    prescriber.digest = links.digest(links.secret_of(prescriber))
    db.session.commit()
    return prescriber


def page_of(prescriber: Prescriber) -> str:
    """Give the address of a prescriber’s own page."""
    return f"/orienter/{links.secret_of(prescriber)}"


def a_referral(prescriber: Prescriber | None = None, **facts: Any) -> Referral:
    """Refer Karim, of Grenoble."""
    given = {
        "state": "received",
        "prescriber_id": (prescriber or a_prescriber()).id,
        "first_name": "Karim",
        "last_name": "Saïd",
        "phone": "+33612345678",
        "commune_code": "38185",
        **facts,
    }
    return kept(Referral(**given))


def a_prospect(by: Account, **facts: Any) -> Prospect:
    """Spot a book club in Grenoble."""
    given = {
        "state": "spotted",
        "name": "Les Mots passants",
        "commune_code": "38185",
        "followed_by_id": by.id,
        **facts,
    }
    return kept(Prospect(**given))


def last_letter(kind: str) -> Letter:
    """Give the last letter of a kind."""
    found = db.session.scalar(
        select(Letter).where(Letter.kind == f"outreach/{kind}").order_by(Letter.id.desc())
    )
    assert found is not None, f"no letter {kind}"
    return found


def letters(kind: str) -> list[Letter]:
    """List the letters of a kind."""
    wanted = select(Letter).where(Letter.kind == f"outreach/{kind}").order_by(Letter.id)
    return list(db.session.scalars(wanted))


def link_in(letter: Letter) -> str:
    """Give the first address of the site in a letter."""
    found = re.search(r"http://ricochet\.test(/\S+)", letter.body)
    assert found, letter.body
    return found[1]
