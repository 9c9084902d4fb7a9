from app.ingest.flow.items import items
from tests.ingest.flow.told import told_lines

TEXT = "石门水库昨天下闸蓄水，下游三个县的二十万亩农田将因此受益，工程历时四年。"
HEADER = "1984-04-02\n第1版()\n专栏：要闻\n\n"


def titles(text: str) -> list[str]:
    """Return the first line of each item below its header."""
    return [item.lines[0].text for item in items(told_lines(text), verse=False)]


def test_headers_of_an_archive_begin_items() -> None:
    one = f"水库蓄水\n\n{HEADER}    水库蓄水\n    {TEXT}\n\n"
    two = f"女排获胜\n陈立新\n{HEADER}    女排获胜\n    {TEXT}\n"
    first, second = items(told_lines(one + two), verse=False)
    assert first.header == {"title": "水库蓄水", "date": "1984-04-02", "edition": "1", "column": "要闻"}
    assert (second.header["title"], second.header["authors"]) == ("女排获胜", ("陈立新",))


def test_title_and_name_below_a_text_begin_an_item() -> None:
    assert titles(f"大家谈旧城\n{TEXT}\n先问居民\n周文远\n{TEXT}\n请回手艺人\n林舟\n{TEXT}") == [
        "大家谈旧城", "先问居民", "请回手艺人",
    ]  # fmt: skip


def test_titles_above_datelines_are_a_list_of_news() -> None:
    news = f"本报讯 {TEXT}"
    assert titles(f"水库蓄水\n{news}\n女排获胜\n{news}\n小麦增产\n{news}") == [
        "水库蓄水",
        "女排获胜",
        "小麦增产",
    ]


def test_headings_of_one_text_begin_none() -> None:
    assert titles(f"老街新事\n{TEXT}\n一、先算账\n{TEXT}\n把门打开\n{TEXT}") == ["老街新事"]
