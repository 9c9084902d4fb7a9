import pytest

from app.ingest.metadata.bylines import (
    parse_byline,
    parse_closing_names,
    parse_dateline_names,
    parse_names_alone,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报云溪6月3日电  （记者林舟、赵明）石门水库昨天下闸蓄水。", ("林舟", "赵明")),
        ("新华社云溪3月12日电（记者 林舟 通讯员 何静）记者获悉", ("林舟", "何静")),
        ("〔記者趙明、林舟／雲溪報導〕雲溪縣府今年", ("趙明", "林舟")),
        ("【記者林舟/雲溪報導】走進老城區", ("林舟",)),
        ("（中央社記者林小舟雲溪3日電）市集今天登場", ("林小舟",)),
        ("本报讯  记者周文远报道：县委昨天召开座谈会", ("周文远",)),
        ("人民网云溪3月12日电（林舟、何静）全县今年", ("林舟", "何静")),
        ("走进云溪县老城区（图①），青石板路两旁", ()),
        ("新华社云溪3月12日电 全县今年", ()),
    ],
)
def test_reporters_in_a_dateline(text: str, names: tuple[str, ...]) -> None:
    assert parse_dateline_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周文远", ("周文远",)),
        ("林  舟　赵明", ("林舟", "赵明")),
        ("县长　赵明", ("赵明",)),
        ("青溪小学教师　何静", ("何静",)),
        ("周文远（云溪大学教授）", ("周文远",)),
        ("趙明", ("趙明",)),
        ("Lin Zhou and Li Na", ("Lin Zhou", "Li Na")),
        ("路通了 水更清", ()),
        ("老街新事", ()),
    ],
)
def test_names_alone_in_a_line(text: str, names: tuple[str, ...]) -> None:
    assert parse_names_alone(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报记者  陈立新", ("陈立新",)),
        ("□ 林舟 何静", ("林舟", "何静")),
        ("（记者林舟）", ("林舟",)),
        ("（林舟）", ("林舟",)),
        ("本报评论员", ("本报评论员",)),
        ("〔記者林舟／雲溪報導〕走進雲溪縣老城區", ()),
        ("（略）", ()),
    ],
)
def test_a_line_that_is_only_a_byline(text: str, names: tuple[str, ...]) -> None:
    assert parse_byline(text) == names


def test_the_last_bracket_of_a_text_names_its_author_but_no_photographer() -> None:
    assert parse_closing_names("种花是为了过日子。（林舟 赵明）") == ("林舟", "赵明")
    assert parse_closing_names("种花是为了过日子。（林舟摄）") == ()
    assert parse_closing_names("种花是为了过日子。（相关新闻见A3）") == ()
