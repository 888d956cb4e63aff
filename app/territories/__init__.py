"""Where things are: communes of France, and the territories (bassins) made of them."""

from flask import Flask

from app.territories import models as models
from app.territories import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
