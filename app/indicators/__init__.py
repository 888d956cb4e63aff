"""Counts, rates, frozen reports, exports: what the département reads, each figure with its rows."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
