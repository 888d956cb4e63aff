"""A request to meet, mediated by a référent."""

from flask import Flask

from app.introductions import models as models
from app.introductions import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
