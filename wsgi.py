"""What a WSGI server and ``flask`` load."""

from app import create_app

application = app = create_app()
