"""What an association needs: the sheet, its moderation, its search, its feeds in and out.

The life of a mission:

stateDiagram-v2
    draft --> submitted: submit
    to_correct --> submitted: submit
    filled --> submitted: reread
    paused --> submitted: reread
    published --> submitted: reread
    submitted --> published: publish
    published --> to_correct: ask_correction
    submitted --> to_correct: ask_correction
    submitted --> refused: refuse
    published --> filled: fill
    filled --> published: reopen
    filled --> paused: pause
    published --> paused: pause
    paused --> published: resume
    filled --> ended: end
    paused --> ended: end
    published --> ended: end
    draft --> cancelled: cancel
    filled --> cancelled: cancel
    paused --> cancelled: cancel
    published --> cancelled: cancel
    submitted --> cancelled: cancel
    to_correct --> cancelled: cancel
    cancelled --> draft: relaunch
    ended --> draft: relaunch

What a pilote read is what people see: once online, a change of the title, the description, the
domain or the commune sends the mission back to be read again (``reread``); any other change stays
online at once. Places complete and reopen a mission by themselves, in one conditional update.
"""

from flask import Flask

from app.missions import api, commands, hosts, views
from app.missions import feed as feed
from app.missions import helping as helping
from app.missions import models as models
from app.missions import moderation as moderation
from app.missions import public as public
from app.missions import upload as upload


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
    app.register_blueprint(api.blueprint)
    app.cli.add_command(commands.group)
    app.add_url_rule("/associations/<token>", "associations.show", hosts.show)
