"""Pages of suggestions."""

from flask import Blueprint

blueprint = Blueprint("suggestions", __name__)
