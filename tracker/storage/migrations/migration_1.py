"""Migration 1: the record of every change, the files kept, and what the file says of itself."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table step (
    seq integer not null primary key,
    uuid text not null unique,
    kind text not null,
    label text not null,
    actor text not null,
    actor_name text not null,
    login text not null,
    device text not null,
    at text not null,
    schema integer not null,
    reverses integer references step (seq),
    digest text not null
) strict;
create table change (
    step integer not null references step (seq),
    n integer not null,
    entity text not null,
    entity_id text not null,
    field text not null,
    old text,
    new text,
    primary key (step, n)
) strict, without rowid;
create index change_entity on change (entity_id, field);
create table blob (
    sha256 text not null primary key,
    size integer not null,
    bytes blob
) strict;
create table meta (
    key text not null primary key,
    value any not null
) strict, without rowid;
create table lease (
    id integer not null primary key check (id = 1),
    holder text not null,
    who text not null,
    device text not null,
    until text not null
) strict;
"""


def changes_and_files(db: "Database") -> None:
    """Make the tables that hold no records."""
    for statement in _SQL.split(";\n"):
        db.execute(statement)
