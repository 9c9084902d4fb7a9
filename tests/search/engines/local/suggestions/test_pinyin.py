import pytest

from app.collation import readings
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.suggestions.pinyin import by_reading, sounding_like
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


@pytest.fixture
def index(opened: Open) -> PhraseIndex:
    texts = ("制度型开放。制度型开放", "西安先行", "战略绿", "稅收")
    return opened([index_article("a", None, *texts)]).plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zhidu xing kaifang", ["制度型开放"]),
        ("zhiduxingkaifang", ["制度型开放"]),
        ("zhi du xing kai fang", ["制度型开放"]),
        ("xian", ["西安"]),
        ("xi'an", ["西安"]),
        ("xianxian", ["西安先"]),
        ("zhanlüe", ["战略"]),
        ("zhanlve", ["战略"]),
        ("shuishou", ["税收"]),
        ("kai", []),
        ("zhidu型", []),
        ("zhidux", []),
        ("economy", []),
        ("a" * 61, []),
    ],
)
def test_full_pinyin_finds_what_sounds_so(index: PhraseIndex, typed: str, meant: list[str]) -> None:
    assert [each.text for each in sounding_like(index, typed)] == meant


def test_a_character_stands_under_each_of_its_readings() -> None:
    assert readings("行") >= {"xing", "hang"}
    assert readings("a") == set()
    assert "行" in by_reading("行a")["hang"]
