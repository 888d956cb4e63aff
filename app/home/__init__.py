"""The public pages, and how the site is doing."""

from flask import Flask

from app.home import machines as machines
from app.home import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
