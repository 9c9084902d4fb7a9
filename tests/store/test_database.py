import pytest
from sqlalchemy import Column, MetaData, Table, Text, create_engine, inspect

from app.errors import IndexWriteError, SettingsError
from app.store.database import index_equals
from app.store.store import Store, open_to_read
from tests.builders import article, page, publish


def test_a_reader_cannot_write(store: Store, url: str) -> None:
    publish(store, page("a", article(1)))
    other = open_to_read(url)
    with pytest.raises(IndexWriteError, match="readonly"), other.writing() as writer:
        writer.write_files([])
    other.close()


def test_bad_addresses_are_told() -> None:
    with pytest.raises(SettingsError, match="JUDOU_DATABASE"):
        open_to_read("no address")
    with pytest.raises(SettingsError, match="JUDOU_DATABASE"):
        open_to_read("mysql+nothing://host/db")


def test_what_is_compared_for_equality_has_an_index_in_a_file() -> None:
    table = Table("names", MetaData(), Column("name", Text), Column("other", Text))
    index_equals(table.c.name)
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    found = inspect(engine).get_indexes("names")
    engine.dispose()
    assert [(each["name"], each["column_names"]) for each in found] == [("names_by_name", ["name"])]
