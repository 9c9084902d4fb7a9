from app.ingest.flow.head import Head, head
from tests.ingest.flow.told import told_lines

TEXT = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"


def read(*above: str, chronicle: bool = False) -> Head:
    """Return the title block of lines above a text."""
    return head(told_lines("\n".join([*above, TEXT, TEXT])), None, chronicle)


def test_title_labels_and_author_stand_above_the_text() -> None:
    found = read("老街新事", "2024-06-03 08:15　来源：云溪日报", "字号：大 中 小", "本报记者 林舟")
    assert (found.title, found.authors, found.found["date"]) == ("老街新事", ("林舟",), "2024-06-03")
    assert found.size == 4


def test_the_first_heading_is_no_part_of_the_title() -> None:
    assert read("老街新事", "2024-06-03　来源：云溪日报", "先算账，再动手").title == "老街新事"
    assert read("老街新事", "林舟", "一、先算账").size == 2


def test_without_a_title_none_is_made() -> None:
    assert read().title is None
    assert read("各位代表：").title is None


def test_a_title_printed_twice_is_one() -> None:
    assert read("老街新事", "老街新事").title == "老街新事"


def test_the_end_of_a_broken_title_may_look_like_a_name() -> None:
    found = read("为建设富裕美丽的新云溪而努力奋斗 让全县人民过上幸", "福生活")
    assert (found.title or "").endswith("过上幸福生活")
    assert found.authors == ()


def test_the_number_of_a_document_stays_in_the_text() -> None:
    found = read("云溪市人民政府文件", "云政发〔2024〕12号", "关于做好防汛工作的通知")
    assert (found.title, found.found["document_number"]) == ("关于做好防汛工作的通知", "云政发〔2024〕12号")
    assert [line.text for line in found.kept] == ["云政发〔2024〕12号"]


def test_the_number_of_a_copy_is_left_out() -> None:
    found = read("000123", "云溪市人民政府文件", "云政发〔2024〕12号", "关于做好防汛工作的通知")
    assert (found.title, found.kicker) == ("关于做好防汛工作的通知", None)


def test_a_body_below_a_title_issued_the_text() -> None:
    found = read("关于医保个人账户改革的九个问题", "云溪市医疗保障局")
    assert (found.title, found.found["issuing_body"]) == (
        "关于医保个人账户改革的九个问题",
        "云溪市医疗保障局",
    )
    assert "issuing_body" not in read("老街新事", "云溪市公安局").found


def test_a_month_below_a_title_is_its_date_and_a_span_of_months_is_text() -> None:
    assert read("云溪的生态保护", "（2022年6月）").found["date"] == "2022-06"
    for span in ("（2022年6月—8月）", "（2022年6月至7月）"):
        found = read("云溪的生态保护", span)
        assert "date" not in found.found
        assert span not in [line.text for line in found.unused]


def test_the_first_day_of_a_chronicle_is_no_date_of_the_text() -> None:
    assert read("大桥建设大事记", "2015年11月20日", chronicle=True).found == {}


def test_of_a_list_the_first_line_is_the_title() -> None:
    lines = told_lines("教师的建议\n提高补贴\n就近入学\n进修\n减少检查\n改善住房\n增加编制\n评职称")
    assert head(lines, None, False).title == "教师的建议"
