"""Where a suggestion leads: addresses of pages that belong to a higher concept."""

from flask import current_app, url_for

from app.accounts.models import Account
from app.missions.models import Mission


def ask_url(mission: Mission) -> str:
    """Give the address where a person asks for a mission."""
    if "introductions.ask" not in current_app.view_functions:
        return url_for("introductions.mine")
    return url_for("introductions.ask", token=mission.token)


def suggest_url(who: Account, mission: Mission) -> str:
    """Give the address where a référent proposes a mission to a person."""
    if "introductions.suggest" not in current_app.view_functions:
        return url_for("introductions.mine")
    return url_for("introductions.suggest", token=who.token, mission_token=mission.token)
