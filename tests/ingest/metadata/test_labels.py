import pytest

from app.ingest.metadata import labels
from app.text import fold


def said(line: str) -> labels.Found | None:
    return labels.parse_labels(line, fold(line))


def test_a_line_of_labels_says_date_source_and_author() -> None:
    found = said("2024-06-03 08:15　来源：云溪日报　作者：林舟")
    assert found == {"date": "2024-06-03", "source_note": "云溪日报", "authors": ("林舟",)}


@pytest.mark.parametrize("line", ["字号：大 中 小　打印　分享到：", "（责任编辑：赵明）", "专栏："])
def test_labels_without_use_say_nothing(line: str) -> None:
    assert said(line) == {}


@pytest.mark.parametrize(
    "line",
    ["时间：六月三日上午", "记者：经费从哪里来", "问：什么时候开始", "作者：他没有想到，这一走就是十年。"],
)
def test_running_text_is_no_label(line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize(
    ("line", "edition"), [("第2版()", "2"), ("第4版(文教)", "4"), ("第05版：要闻", "5"), ("A3版", "A3")]
)
def test_an_edition_alone(line: str, edition: str) -> None:
    assert labels.parse_edition(fold(line)) == {"edition": edition}


@pytest.mark.parametrize("line", ["2024-06-03 08:15 云溪网", "云溪网 2024-06-03 08:15"])
def test_a_stamp_says_date_and_source(line: str) -> None:
    assert labels.parse_stamp(line, fold(line)) == {"date": "2024-06-03", "source_note": "云溪网"}


def test_an_end_line_says_newspaper_date_and_edition() -> None:
    line = "本报记者  林  舟《云溪日报》（2024年06月03日第 05 版）"
    found = labels.parse_imprint(line, fold(line))
    assert found == {"authors": ("林舟",), "newspaper": "云溪日报", "date": "2024-06-03", "edition": "5"}
    line = "他在《云溪日报》（2024年06月03日）上读到"
    assert labels.parse_imprint(line, fold(line)) is None


@pytest.mark.parametrize("line", ["云政办发〔2024〕12号", "国发[2024]5号", "云溪市人民政府令第45号"])
def test_the_number_of_a_document(line: str) -> None:
    assert labels.parse_document_number(line, fold(line)) == {"document_number": line}


def test_the_authors_of_a_header_may_be_no_person() -> None:
    assert labels.parse_people("林舟;赵明") == ("林舟", "赵明")
    assert labels.parse_people("市气象台") == ("市气象台",)


def test_a_note_about_the_author_may_name_him() -> None:
    assert labels.parse_note("（作者：林舟，云溪大学教授）", fold("（作者：林舟，云溪大学教授）")) == {
        "authors": ("林舟",)
    }
    assert labels.parse_note("（作者系云溪大学教授）", fold("（作者系云溪大学教授）")) == {}
    assert labels.parse_note("（作者：林舟）", fold("（作者：林舟）")) is None


@pytest.mark.parametrize(
    ("line", "authors", "affiliation"),
    [
        ("作者：林舟（云溪大学经济学系教授）", ("林舟",), "云溪大学经济学系教授"),
        ("作者：林舟 云溪大学教授", ("林舟",), "云溪大学教授"),
        (
            "作者：林舟（云溪大学教授）、何静（江州市统计局）",
            ("林舟", "何静"),
            "林舟（云溪大学教授）、何静（江州市统计局）",
        ),
    ],
)
def test_a_label_tells_names_and_what_their_bearers_are(
    line: str, authors: tuple[str, ...], affiliation: str
) -> None:
    assert said(line) == {"authors": authors, "affiliation": affiliation}


def test_names_of_four_characters_are_names() -> None:
    assert said("作者：林舟 欧阳文远") == {"authors": ("林舟", "欧阳文远")}


def test_who_took_the_pictures_is_no_author() -> None:
    assert said("撰文：林舟 图：何静") == {"authors": ("林舟",)}


@pytest.mark.parametrize("gap", ["", " "])
def test_a_stamp_says_who_reports_from_where(gap: str) -> None:
    line = f"2024-05-20 04:12{gap}雲溪報/{gap}記者林舟、何靜／江州報導"
    assert labels.parse_stamp(line, fold(line)) == {
        "date": "2024-05-20",
        "source_note": "雲溪報",
        "authors": ("林舟", "何靜"),
    }


def test_labels_in_brackets_head_a_text_or_say_where_its_author_works() -> None:
    assert said("【正文】") == {}
    assert said("【作者单位】云溪大学") == {"affiliation": "云溪大学"}
    assert said("【摘要】本文研究老城更新。") is None
