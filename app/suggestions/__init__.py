"""The bridge to ``matching``: missions for a person, people for a mission, with reasons."""

from flask import Flask

from app.suggestions import models as models
from app.suggestions import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
