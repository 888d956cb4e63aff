"""Pages of introductions."""

from flask import Blueprint, render_template

from app.web import only

blueprint = Blueprint("introductions", __name__)


@blueprint.get("/mises-en-relation")
@only("volunteer", "association", "referent")
def mine() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
