from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import LimitError, SettingsError
from app.search.engines.registry import create_search_engine
from tests.builders import index_article, settings_in, write_seed
from tests.search.libraries import SMALL, generation, opened, request


def test_the_engine_knows_the_words_of_the_seeds_folder(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "dictionary.txt", "龘靐齉爩\n")
    library = [index_article("a", None, "龘靐齉爩出现")]
    engine = create_search_engine(settings)
    found = opened(engine, generation(engine, library)).related.search(request("龘靐齉爩"))
    assert found.words == ("龘靐齉爩",)


def test_the_engine_keeps_the_limit_of_the_settings(tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path), max_places=3)
    engine = create_search_engine(settings)
    exact = opened(engine, generation(engine, SMALL)).exact
    with pytest.raises(LimitError):
        exact.search(request("开 NEAR/5 放 NEAR/9 放"))


@pytest.mark.parametrize(
    ("engine", "told"), [("another", "local, opensearch"), ("opensearch", "JUDOU_OPENSEARCH")]
)
def test_an_engine_that_cannot_be_had_is_told(engine: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        create_search_engine(replace(settings_in(tmp_path), engine=engine))


def test_an_engine_on_a_cluster_is_made_before_anything_is_asked(tmp_path: Path) -> None:
    chosen = replace(
        settings_in(tmp_path), engine="opensearch", opensearch="http://127.0.0.1:1, http://127.0.0.1:2"
    )
    assert create_search_engine(chosen).name == "opensearch"
    assert "127.0.0.1" not in repr(chosen)
