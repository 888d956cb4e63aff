"""A person who signs in: roles, sessions, one-time links, invitations, personal codes."""

from flask import Flask

from app.accounts import joining as joining
from app.accounts import models as models
from app.accounts import recovery as recovery
from app.accounts import settings as settings
from app.accounts import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
