"""Ateliers, collective actions, attendance, referrals to an ambassador.

stateDiagram-v2
    referred --> taken: take
    referred --> declined: decline
    referred --> closed: close
    taken --> closed: close
    referred --> closed: stop
    taken --> closed: stop
"""

from flask import Flask

from app.workshops import models as models


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
