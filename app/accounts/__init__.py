"""A person who signs in: roles, sessions, one-time links, invitations, personal codes."""

from flask import Flask

from app.accounts import commands, contacts, federation, sessions, views
from app.accounts import joining as joining
from app.accounts import leaving as leaving
from app.accounts import linking as linking
from app.accounts import models as models
from app.accounts import reading as reading
from app.accounts import recovery as recovery
from app.accounts import settings as settings
from app.accounts import texting as texting
from app.accounts import two_steps as two_steps
from app.accounts import warning as warning


def init_app(app: Flask) -> None:
    """Add the pages, the commands, and telephone numbers as people read them."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
    app.jinja_env.globals["on_a_borrowed_telephone"] = sessions.on_a_borrowed_telephone
    app.jinja_env.filters["telephone"] = contacts.spoken
    app.jinja_env.filters["provider_label"] = federation.label_of
