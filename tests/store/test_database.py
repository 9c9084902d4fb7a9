import pytest

from app.errors import IndexWriteError, SettingsError
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
