"""What things are called."""

from dataclasses import replace

from app.article import Kind
from app.facets import UNDATED
from app.i18n.catalogues import Language, texts
from app.store.rows import StoredArticle
from app.web.layout.labels import length, reading_time, year_label

LEAD = "《中共中央关于进一步全面深化改革、推进中国式现代化的决定》提出：“优化区域开放功能分工，打造高地。”"
UNTITLED = StoredArticle("a", "p", 0, Kind.ARTICLE, "《中共中央关于进一步全面深化改革", LEAD, 1_503, 6)


def test_an_item_without_paragraphs_counts_none() -> None:
    assert length(replace(UNTITLED, paragraphs=0), texts(Language.CHINESE)) == "约4分钟"
    assert length(UNTITLED, texts(Language.ENGLISH)) == "6 paragraphs · about 4 min"


def test_a_long_text_takes_hours() -> None:
    assert reading_time(23_600, texts(Language.ENGLISH)) == "about 59 min"
    assert reading_time(24_000, texts(Language.ENGLISH)) == "about 1 hour"
    assert reading_time(72_400, texts(Language.CHINESE)) == "约3小时"


def test_a_year_is_named_in_words() -> None:
    assert year_label("2024", texts(Language.ENGLISH)) == "2024"
    assert year_label("2024", texts(Language.CHINESE)) == "2024 年"
    assert year_label(UNDATED, texts(Language.CHINESE)) == "无日期"
