"""An association or a public host, its members, its verification.

The life of an association:

stateDiagram-v2
    draft --> submitted: submit
    refused --> submitted: submit
    submitted --> verified: verify
    submitted --> refused: refuse
    verified --> suspended: suspend
    suspended --> verified: restore
    draft --> closed: close
    refused --> closed: close
    submitted --> closed: close
    suspended --> closed: close
    verified --> closed: close

Its missions are seen while it is verified and insured: nothing else has to be switched off, and
they come back by themselves when both hold again. What identifies it (name, numbers) is fixed once
it is verified: a volunteer must find the body that was checked.
"""

from flask import Flask

from app.associations import commands, views
from app.associations import members as members
from app.associations import models as models
from app.associations import moderation as moderation


def init_app(app: Flask) -> None:
    """Add the pages and commands of this concept."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
