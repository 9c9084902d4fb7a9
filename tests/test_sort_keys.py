import pytest

from app.sort_keys import OTHER, initial, name_key, title_key


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("中华人民共和国刑法", "X"),
        ("中华人民共和国", "Z"),
        ("重庆市养犬管理条例", "C"),
        ("重大行政决策程序暂行条例", "Z"),
        ("《条例》释义", "T"),
        ("WTO规则", "W"),
        ("2012年计划", OTHER),
        ("", OTHER),
    ],
)
def test_titles_stand_under_the_letter_they_are_read_with(title: str, letter: str) -> None:
    assert initial(title_key(title)) == letter


def test_titles_are_sorted_by_syllables() -> None:
    titles = ["安全", "岸线", "按时", "案例", "澳门", "奥运"]
    assert sorted(titles, key=title_key) == ["案例", "安全", "按时", "岸线", "澳门", "奥运"]


def test_surnames_are_read_as_surnames() -> None:
    assert [name_key(name) for name in ("单田", "曾国", "丁一")] == ["shan tian", "zeng guo", "ding yi"]
