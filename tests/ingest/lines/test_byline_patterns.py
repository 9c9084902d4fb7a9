import pytest

from app.ingest.lines.byline_patterns import is_name, parse_bare_names, parse_byline, split_names


@pytest.mark.parametrize("name", ["王磊", "欧阳明远", "张小山", "阿依古丽·买买提"])
def test_names_of_people_are_told(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("word", ["的确", "王", "码头上个月", "图片摄"])
def test_words_are_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("□ 王磊 张小山", ("王磊", "张小山")),
        ("■叶欣", ("叶欣",)),
        ("本报记者 楼小波", ("楼小波",)),
        ("文/陈 晨", ("陈晨",)),
        ("本报记者　文强 乔辉", ("文强", "乔辉")),
        ("本报记者 林 舟 何 静", ("林舟", "何静")),
        ("本报评论员", ("本报评论员",)),
        ("□ 市委政策研究室课题组", ("市委政策研究室课题组",)),
        ("修好老码头", None),
        ("评论员观察", None),
    ],
)
def test_bylines_say_that_they_are(line: str, names: tuple[str, ...] | None) -> None:
    assert parse_byline(line) == names


def test_a_line_of_nothing_but_names() -> None:
    assert parse_bare_names("王磊　张小山") == ("王磊", "张小山")
    assert parse_bare_names("江边 码头") is None
    assert parse_bare_names("利益的；") is None
    assert split_names("陈 晨、李 明") == ["陈晨", "李明"]
    assert split_names("许 冬 梅") == ["许冬梅"]
