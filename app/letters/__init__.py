"""A message to someone (e-mail, text message, paper) as a row; the worker delivers it afterwards.

Letters stand below accounts, so that every concept, sign-up included, can write one: a letter
knows its reader by what a ``Recipient`` has, not by the account's class.
"""

from flask import Flask

from app.letters import models as models


def init_app(_app: Flask) -> None:
    """Nothing to put in place yet."""
