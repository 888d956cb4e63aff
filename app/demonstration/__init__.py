"""The invented département that the demonstration shows: communes, people, missions, stories.

Everyone and every association here is made up; identifiers and telephone numbers come from
ranges that are never given to anyone. Only the communes are facts. Each run gives the same
département, seen from the day it is loaded.
"""

from flask import Flask

from app.demonstration import commands


def init_app(app: Flask) -> None:
    """Add ``flask demo``."""
    app.cli.add_command(commands.command)
