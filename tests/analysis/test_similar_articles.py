from pathlib import Path

from app.analysis.keywords import article_keywords
from app.analysis.similar_articles import MAX_SIMILAR, similar_articles
from app.library.library import Library
from app.store.lists import ListQuery
from tests.builders import build_library, markdown, write_seed

TEXT = "新质生产力是先进生产力。发展新质生产力，培育新质生产力；负面清单要短，用好负面清单，管好负面清单。"


def test_articles_that_repeat_the_same_wording_are_similar(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "one.md", markdown("其一", TEXT, 51))
    write_seed(settings, "two.md", markdown("其二", TEXT + "再论。", 52))
    with Library(build_library(tmp_path)).snapshot() as snapshot:
        titles = {each.title: each.id for each in snapshot.articles(ListQuery(limit=50)).articles}
        keywords = article_keywords(snapshot.article(titles["其一"]))
        assert {"新质生产力", "负面清单"} <= set(keywords)
        similar = similar_articles(snapshot, titles["其一"], keywords)
        assert [each.title for each in similar] == ["其二"]
        assert len(similar) <= MAX_SIMILAR
        assert similar_articles(snapshot, titles["其一"], keywords[:1]) == []
