import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, create_engine, inspect, select

from app.errors import IndexWriteError, SettingsError
from app.store.database import NamedRows, index_equals
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


@given(
    st.dictionaries(st.text(max_size=8), st.integers(0, 2), max_size=20),
    st.lists(st.text(max_size=8) | st.integers().map(str)),
    st.integers(0, 2),
    st.data(),
)
def test_rows_are_found_by_whatever_names_them(
    there: dict[str, int], others: list[str], number: int, data: st.DataObject
) -> None:
    table = Table("named", MetaData(), Column("name", Text, primary_key=True), Column("number", Integer))
    asked = others + (data.draw(st.lists(st.sampled_from(sorted(there)))) if there else [])
    query = NamedRows(
        lambda names: select(table).where(table.c.name.in_(names), table.c.number == bindparam("number"))
    )
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.metadata.create_all(connection)
        if there:
            rows = [{"name": name, "number": each} for name, each in there.items()]
            connection.execute(table.insert(), rows)
        for listed in (asked, [], asked[:1]):
            found = {(*row,) for row in query.rows(connection, listed, number=number)}
            assert found == {(name, number) for name in listed if there.get(name) == number}
    engine.dispose()
    assert query.names == ("name", "number")
