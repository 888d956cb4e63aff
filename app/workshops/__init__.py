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

from app.workshops import ambassadors as ambassadors
from app.workshops import models as models
from app.workshops import own_places as own_places
from app.workshops import partner_views as partner_views
from app.workshops import printing as printing
from app.workshops import reminders as reminders
from app.workshops import session_views as session_views
from app.workshops import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
