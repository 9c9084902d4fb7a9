"""Functions of modules that are imported with the first call."""

import json

import pytest

from app.deferred import DeferredModule, deferred, import_deferred
from app.web.routes import PAGES


def test_a_deferred_function_answers_as_the_one_that_it_stands_for() -> None:
    dumps = deferred("json", "dumps")
    assert dumps({"句": 1}, ensure_ascii=False) == json.dumps({"句": 1}, ensure_ascii=False)


def test_a_module_stands_for_its_functions() -> None:
    assert DeferredModule("json").loads('["句"]') == ["句"]


def test_the_handler_of_every_page_can_be_imported() -> None:
    assert len(PAGES) > 50
    import_deferred()


def test_a_module_that_is_not_there_is_an_error_with_the_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    # Servers of other tests import what is deferred, which this must not be among.
    monkeypatch.setattr("app.deferred._FUNCTIONS", set())
    missing = deferred("json", "nothing")
    with pytest.raises(AttributeError):
        missing()
