import pytest

from app.ingest.metadata.laws import is_enactment, parse_enactment
from app.text import fold


@pytest.mark.parametrize(
    ("line", "date", "body"),
    [
        ("（2023年5月30日云溪市人民代表大会常务委员会通过）", "2023-05-30", "云溪市人民代表大会常务委员会"),
        (
            "2018年12月20日 云溪市第十五届人民代表大会常务委员会第八次会议第三次修正",
            "2018-12-20",
            "云溪市人民代表大会常务委员会",
        ),
        ("2020年1月1日 最高人民法院审判委员会第1823次会议通过", "2020-01-01", "最高人民法院"),
        ("2016年5月27日 云溪市第七届人大常委会第九次会议通过", "2016-05-27", "云溪市人大常委会"),
        ("2009年11月27日 省十一届人大常委会第九次会议修正", "2009-11-27", "省人大常委会"),
        ("2016年5月27日 云溪市人民代表大会常委会第九次会议通过", "2016-05-27", "云溪市人民代表大会常委会"),
        ("1986年12月26日 公安部、外交部、交通部发布", "1986-12-26", "公安部、外交部、交通部"),
        ("2021年1月4日中央党校会议批准 2021年2月5日中共中央、国务院发布", "2021-02-05", "中共中央、国务院"),
        ("2021年2月5日中共中央办公厅、国务院办公厅印发", "2021-02-05", "中共中央办公厅、国务院办公厅"),
        ("1999年1月5日 水利部、农业部、国家林业局令第7号发布", "1999-01-05", "水利部、农业部、国家林业局"),
    ],
)
def test_who_made_a_law_and_when(line: str, date: str, body: str) -> None:
    assert is_enactment(fold(line))
    found = parse_enactment(line)
    assert (found["date"], found["issuing_body"]) == (date, body)


def test_the_last_of_several_days_counts() -> None:
    line = (
        "（2019年11月28日云溪市人民代表大会通过　根据2022年3月30日云溪市人民代表大会常务委员会《决定》修正）"
    )
    assert parse_enactment(line)["date"] == "2022-03-30"


def test_the_number_of_an_order_is_kept() -> None:
    assert parse_enactment("2014年3月1日 国务院令第650号公布")["document_number"] == "国务院令第650号"


@pytest.mark.parametrize(
    "line", ["2023年5月30日", "第一条　本条例自2023年7月1日起施行。", "2023年5月30日，大桥建成。"]
)
def test_other_lines_with_a_day_are_no_enactment(line: str) -> None:
    assert not is_enactment(fold(line))
