"""Acts that happen at the same time, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

from flask import has_app_context

from marketplace.core.db import end_reading


def run_together(app, *acts):
    """Run each act in a thread and an application context of its own; return what each gave.

    An exception counts as an answer, so that a test can compare who won and who did not. The
    caller's own reading ends first: what it reads afterwards is new.
    """
    if has_app_context():
        end_reading()
    return _in_threads(app, acts)


def elsewhere(app, act):
    """Run one act on another connection, beside what the caller is about; return what it gave."""
    return _in_threads(app, [act])[0]


def _in_threads(app, acts):
    def run(act):
        with app.app_context():
            try:
                return act()
            except Exception as error:  # noqa: BLE001 - an answer like any other
                return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
