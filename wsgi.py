"""The application for a WSGI server and for the `flask` command."""

import sys

from marketplace.app import create_app
from marketplace.config import SettingsError

try:
    app = create_app()
except SettingsError as error:
    sys.exit("These settings need another look:\n- " + "\n- ".join(error.mistakes))
