"""Who follows whom: operators, référents, the territories they hold, assignments and covers."""

from flask import Flask

from app.caseloads import absence_pages as absence_pages
from app.caseloads import call_pages as call_pages
from app.caseloads import confiding_pages as confiding_pages
from app.caseloads import emergency_pages as emergency_pages
from app.caseloads import handing as handing
from app.caseloads import models as models
from app.caseloads import printing as printing
from app.caseloads import second_step_pages as second_step_pages
from app.caseloads import team as team
from app.caseloads import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
