"""Messages between the three sides, and the difficulties that open a mediation."""

from flask import Flask

from app.threads import models as models
from app.threads import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
