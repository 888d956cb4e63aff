"""What the site keeps of people: telling it, correcting it, letting it go, and who opened it."""

from flask import Flask

from app.privacy import commands
from app.privacy import models as models


def init_app(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(commands.group)
