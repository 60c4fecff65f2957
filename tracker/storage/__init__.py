"""The plan's file: its tables, its record of every change, its backups. The only part that knows SQLite."""
