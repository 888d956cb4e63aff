"""The passport of a volunteer: missions attested by associations, skills, papers anyone can check.

A line says what someone did and what it shows. The person writes it and agrees, the association
attests it by a light page; then it is on papers with a code, and in an Open Badges credential.
Attested and self-declared are never mixed; nothing on them says how someone lives.

stateDiagram-v2
    draft --> agreed: agree
    agreed --> draft: reopen
    agreed --> draft: send_back
    agreed --> attested: attest
    attested --> corrected: correct
    agreed --> withdrawn: withdraw
    attested --> withdrawn: withdraw
    draft --> withdrawn: withdraw
"""

from flask import Flask

from app.passports import commands, views
from app.passports import machines as machines
from app.passports import models as models
from app.passports import on_paper as on_paper
from app.passports import reminders as reminders
from app.passports import talk as talk
from app.passports import verifying as verifying


def init_app(app: Flask) -> None:
    """Add the pages of passports, and the command of their keys."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
