"""The first screen of an operator’s manager: loads, what waits, who is away; never a name."""

from flask import render_template

from app import clock
from app.accounts.models import Role
from app.caseloads import operators
from app.desks.views import blueprint
from app.outreach import loads
from app.web import me, only


@blueprint.get("/operateur")
@only(Role.OPERATOR)
def operator() -> str:
    """How many people each référent of this operator follows, and what waits for them."""
    return render_template(
        "desks/operator.html",
        desk=loads.desk_of(me()),
        written=operators.written,
        today=clock.today(),
    )
