"""An association or a public host, its members, its verification."""

from flask import Flask

from app.associations import models as models
from app.associations import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
