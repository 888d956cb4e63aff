"""What a WSGI server and ``flask`` load; faulty settings stop a server with one sentence each."""

import os
import sys

from app import create_app, logs, refuse_faults
from config import ConfigurationError, Settings

# A command works on the database of whoever types it; only serving people can betray them.
is_command = os.environ.get("FLASK_RUN_FROM_CLI") == "true" and sys.argv[1:2] != ["run"]

try:
    settings = Settings.from_environment()
    if not is_command:
        refuse_faults(settings)
except ConfigurationError as error:
    sys.exit(str(error))

logs.configure("WARNING" if is_command else settings.log_level)
application = app = create_app(settings)
