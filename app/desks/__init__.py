"""Each role’s first screen, and the person file: they read every concept."""

from flask import Flask

from app.desks import finished_pages as finished_pages
from app.desks import handing as handing
from app.desks import navigation, views
from app.desks import operator as operator
from app.desks import referent_pages as referent_pages
from app.desks import today_page as today_page
from app.desks import week_page as week_page
from app.desks import week_paper as week_paper


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
    app.context_processor(navigation.for_page)
