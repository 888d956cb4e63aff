"""Counts, rates, frozen reports, exports: what the département reads, each figure with its rows.

stateDiagram-v2
    frozen --> frozen: freeze
    open --> frozen: freeze
    sent --> frozen: freeze
    frozen --> sent: send

stateDiagram-v2
    given --> published: publish
    published --> given: hide
    given --> withdrawn: withdraw
    published --> withdrawn: withdraw
"""

from flask import Flask

from app.indicators import commands, views
from app.indicators import extraction_views as extraction_views
from app.indicators import models as models
from app.indicators import report_views as report_views
from app.indicators import sheet_files as sheet_files
from app.indicators import words_views as words_views


def init_app(app: Flask) -> None:
    """Add the pages of this concept and its commands."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
