"""Applications for tests: built once a process for each kind of settings, lent to one test a time.

Building one takes a tenth of a second, most of it for the routes; a test has hundreds of its own.
What differs from test to test is where the data lies, and there the application is led.
"""

from collections import defaultdict

from sqlalchemy import event, make_url

from marketplace.core.db import database
from tests.support import databases, remembering

#: Settings that differ from test to test.
WHERE = {"DATA_DIR", "DATABASE_URL"}
#: Flask's own mark that routes can no longer be added.
HANDLED = "_got_first_request"


class Applications:
    """A stock of applications. `extend` adds a test's own routes to one: a module's function.

    What their tests begin with is remembered in a folder.
    """

    def __init__(self, folder):
        self._free = defaultdict(list)
        self._memory = remembering.Memory(folder)

    def lend(self, data_dir, *, extend=None, **environ):
        """Return an application on that data folder which nobody else has now."""
        settings = databases.settings_of(data_dir, **environ)
        particulars = frozenset((name, environ[name]) for name in environ.keys() - WHERE)
        stock = self._free[settings.is_sqlite, extend, particulars]
        if stock:
            lent = stock.pop()
            lent.lead(settings)
        else:
            lent = _Lent(settings, extend)
            lent.memory, lent.stock, lent.kind = self._memory, stock, (extend, particulars)
        lent.app.extensions["lent"] = lent
        remembering.begin(lent)
        return lent.app

    def take_back(self, app):
        """Close what the application has open and keep it for the next test."""
        databases.close(app)
        lent = app.extensions["lent"]
        lent.stock.append(lent)


class _Lent:
    """An application, and how it was before a test had it."""

    def __init__(self, settings, extend):
        self.app = databases.create(settings)
        if extend:
            extend(self.app)
        with self.app.app_context():
            self.engine = database.engine
        event.listen(self.engine, "do_connect", self._connect)
        self._facts = {name: value for name, value in vars(self.app).items() if name != HANDLED}
        self._kept = {name: dict(getattr(self.app, name)) for name in ("config", "extensions")}

    def lead(self, settings):
        """Let the application live on the data of `settings`."""
        from marketplace.app import move_in, require_same_home

        self._restore()
        self.app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
        self.engine.url = make_url(settings.database_url)
        move_in(self.app, settings)
        databases.know_limits(self.app)
        require_same_home(self.app, settings)

    def _restore(self):
        """Undo what the last test did to the application."""
        vars(self.app).update(self._facts)
        for name, kept in self._kept.items():
            present = getattr(self.app, name)
            present.clear()
            present.update(kept)

    def _connect(self, dialect, _record, arguments, options):
        """Connect to the database of now, whichever the engine was made for."""
        arguments[:], own = dialect.create_connect_args(self.engine.url)
        options.update(own)
