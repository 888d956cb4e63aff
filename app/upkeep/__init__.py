"""Keeping the site running: how it is doing, figures to watch, backups, a check of everything."""

from flask import Flask

from app.upkeep import commands, views


def init_app(app: Flask) -> None:
    """Add the pages that machines read and the commands of whoever runs the site."""
    app.register_blueprint(views.blueprint)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
