"""How a file comes from each form of its tables to the next.

A migration is literal, imports nothing from the domain and is never edited once released. It gives its
statements one by one: the library's `executescript` looks for their ends letter by letter, for 60 ms.
"""

from sqlite3 import Connection

from tracker.storage.migrations.migration_1 import changes_and_files
from tracker.storage.migrations.migration_2 import records
from tracker.storage.migrations.migration_3 import mentions_and_usual_duties
from tracker.storage.migrations.migration_4 import risks_summaries_and_words
from tracker.storage.migrations.migration_5 import measures_and_tags

_ALL = (
    changes_and_files,
    records,
    mentions_and_usual_duties,
    risks_summaries_and_words,
    measures_and_tags,
)
_NAMES = [migration.__name__ for migration in _ALL]

SCHEMA = len(_ALL)
SAME_SINCE = 2
"""From this form on, migrations have only added tables: what was written since can still be taken back."""


def is_newer(db: Connection) -> bool:
    """Whether a newer version of the program has changed this file's form."""
    return not _applied(db) <= set(_NAMES)


def is_pending(db: Connection) -> bool:
    """Whether the file is of an older form than this program's."""
    return not _applied(db) >= set(_NAMES)


def apply(db: Connection) -> None:
    """Bring the file to this program's form, within a transaction of the caller's, foreign keys off.

    Raises ValueError where records would then refer to what is not there.
    """
    # The library costs 60 ms: only a file that has to be made or changed is to wait for it.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("plan")
    for migration in _ALL:
        migrations()(migration)
    helped = Database(db, recursive_triggers=False, execute_plugins=False)
    migrations.apply(helped)
    if db.execute("PRAGMA foreign_key_check").fetchone() or helped.triggers:
        raise ValueError("the migrated file is not sound")
    db.execute("insert or replace into meta (key, value) values ('schema', ?)", (SCHEMA,))


def _applied(db: Connection) -> set[str]:
    """The names of the migrations this file has had, where sqlite-utils keeps them."""
    if not db.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchall():
        return set()
    sql = "select name from _sqlite_migrations where migration_set = 'plan'"
    return {name for (name,) in db.execute(sql)}
