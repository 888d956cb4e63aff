"""Where things are: communes of France, and the territories (bassins) made of them."""

from flask import Flask

from app.territories import commands, views
from app.territories import models as models


def init_app(app: Flask) -> None:
    """Add the pages and the commands of this concept."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
