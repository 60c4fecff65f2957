"""How a file comes from each form of its tables to the next.

A migration is literal, imports nothing from the domain and is never edited once released.
"""

from sqlite_utils import Database, Migrations

from tracker.storage.migrations.migration_1 import changes_and_files
from tracker.storage.migrations.migration_2 import records

_ALL = (changes_and_files, records)
_MIGRATIONS = Migrations("plan")
for _migration in _ALL:
    _MIGRATIONS()(_migration)

SCHEMA = len(_ALL)


def is_newer(db: Database) -> bool:
    """Whether a newer version of the program has changed this file's form."""
    known = {migration.__name__ for migration in _ALL}
    return any(migration.name not in known for migration in _MIGRATIONS.applied(db))


def is_pending(db: Database) -> bool:
    """Whether the file is of an older form than this program's."""
    return bool(_MIGRATIONS.pending(db))


def apply(db: Database) -> None:
    """Bring the file to this program's form, within a transaction of the caller's, foreign keys off.

    Raises ValueError where records would then refer to what is not there.
    """
    _MIGRATIONS.apply(db)
    if db.execute("PRAGMA foreign_key_check").fetchone() or db.triggers:
        raise ValueError("the migrated file is not sound")
    db.execute("insert or replace into meta (key, value) values ('schema', ?)", (SCHEMA,))
