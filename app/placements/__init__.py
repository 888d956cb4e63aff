"""A volunteer at work in a mission: trial, check-ins, hours, end."""

from flask import Flask

from app.placements import models as models
from app.placements import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
