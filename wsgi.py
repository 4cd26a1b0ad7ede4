"""The application for a WSGI server and for the `flask` command."""

import gc
import sys

from flask import Flask


def load_house() -> Flask:
    """Return the application, or end with the mistakes of its settings.

    What is loaded stays, so nobody looks for garbage in it: not while it loads, which would take a
    tenth of the start, nor later, which would copy the pages that forked processes share.
    """
    gc.disable()
    from marketplace.app import create_app
    from marketplace.config import SettingsError

    try:
        return create_app()
    except SettingsError as error:
        sys.exit("These settings need another look:\n- " + "\n- ".join(error.mistakes))
    finally:
        gc.freeze()
        gc.enable()


app = load_house()
