"""What an association needs: the sheet, its moderation, its search, its feeds in and out."""

from flask import Flask

from app.missions import models as models
from app.missions import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
