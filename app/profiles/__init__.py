"""What a volunteer offers, wishes and can manage."""

from flask import Flask

from app.profiles import models as models
from app.profiles import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
