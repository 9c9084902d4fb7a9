"""What is only compared for equality; ``test_postgres`` looks at the indexes of a server."""

from sqlalchemy import Column, MetaData, Table, Text, create_engine, inspect

from app.store.hash_indexes import index_equals


def test_a_file_has_an_index_like_any_other() -> None:
    table = Table("names", MetaData(), Column("name", Text), Column("other", Text))
    index_equals(table.c.name)
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    found = inspect(engine).get_indexes("names")
    engine.dispose()
    assert [(each["name"], each["column_names"]) for each in found] == [("names_by_name", ["name"])]
