from app.ingest.catalogue.entry import bare, read_entry
from app.ingest.catalogue.values import ARTICLE_KEYS
from tests.builders import article


def test_an_entry_names_an_article_by_its_title_with_or_without_the_kicker() -> None:
    entry = read_entry({"title": "理论纵横 历史大势"}, ARTICLE_KEYS, ())
    assert entry.names(article("正文。", title="历史大势", kicker="理论纵横"))
    assert not entry.names(article("正文。", title="纵横历史大势"))


def test_an_entry_names_an_article_by_its_opening_words_and_gives_its_title() -> None:
    entry = read_entry({"opening": "近年来，世界", "title": "历史大势"}, ARTICLE_KEYS, ())
    assert entry.find([article("别的文章。"), article("近年来，世界经济低迷。")]) == 1
    assert entry.given() == {"title": "历史大势"}


def test_width_and_white_space_do_not_matter() -> None:
    assert bare("Ａ 1\u3000大\n势") == "A1大势"
