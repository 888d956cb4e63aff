"""What this département decided about contracts, read from the settings."""

from flask import current_app

from app.contracts.rules import Policy
from config import Settings


def settings() -> Settings:
    """Give the settings of the site."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def policy() -> Policy:
    """Give the rules of duration in force."""
    here = settings()
    return Policy(
        months=here.contract_months,
        cap_months=here.contract_cap_months,
        covered=here.cap_mode == "covered",
        suspension_extends_cap=here.suspension_extends_cap,
        reentry_resets_after=here.reentry_resets_cap_after_months,
        backdating_days=here.backdating_days,
        alsace_moselle=here.alsace_moselle,
    )
