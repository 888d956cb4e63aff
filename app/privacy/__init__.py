"""What the site keeps of people: telling it, correcting it, letting it go, and who opened it."""

from flask import Flask

from app.privacy import commands, consent_pages, pilot_pages, views, watching
from app.privacy import erasing_pages as erasing_pages
from app.privacy import models as models


def init_app(app: Flask) -> None:
    """Add the pages and the commands, and have opened files written down."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
    watching.init_app(app)


__all__ = ["consent_pages", "pilot_pages"]
