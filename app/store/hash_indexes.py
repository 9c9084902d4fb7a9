"""Indexes of columns whose values are only compared for equality."""

from typing import Any

from sqlalchemy import Column, Connection, Index, Table, event


def index_equals(column: Column[Any]) -> None:
    """Index a column of a table whose values are only compared for equality.

    PostgreSQL makes it of hashes, for a text may be longer than its other indexes hold. It is told so in its
    own words: SQLAlchemy would load all that it knows of PostgreSQL for that, at every start.
    """
    name = f"{column.table.name}_by_{column.name}"
    Index(name, column).ddl_if(dialect="sqlite")

    def index_hashes(table: Table, connection: Connection, **_: Any) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"CREATE INDEX {name} ON {table.name} USING hash ({column.name})")

    event.listen(column.table, "after_create", index_hashes)
