"""The bridge to ``matching``: missions for a person, people for a mission, with reasons."""

from flask import Flask

from app.suggestions import commands, mission_page, views
from app.suggestions import models as models
from app.suggestions import pilot as pilot
from app.suggestions import referents as referents


def init_app(app: Flask) -> None:
    """Add the pages of this concept, and the page of a mission, which it completes."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
    app.add_url_rule(mission_page.ADDRESS, "missions.show", mission_page.show)
