from app.ingest.flow.closing import signature
from tests.ingest.flow.told import told_lines


def test_body_and_day_sign_a_document() -> None:
    lines = told_lines("现将有关事项通知如下。\n附件：清单\n云溪市人民政府办公室\n2024年4月16日")
    signed = signature(lines, chronicle=False)
    assert signed.lines == {2, 3}
    assert signed.found == {"date": "2024-04-16", "issuing_body": "云溪市人民政府办公室"}


def test_a_person_signs_a_letter_and_issues_nothing() -> None:
    found = signature(told_lines("盼望你们来看看。\n敬礼！\n周文远\n2024年4月20日"), chronicle=False).found
    assert found == {"date": "2024-04-20"}


def test_a_signature_may_be_one_line_or_end_with_the_body() -> None:
    one = told_lines("特此通知，望遵照执行。\n云溪县教育局　2024年8月20日")
    assert signature(one, chronicle=False).found["issuing_body"] == "云溪县教育局"
    last = told_lines("敬请谅解。\n2024年5月1日\n云溪市图书馆")
    assert signature(last, chronicle=False).found == {"date": "2024-05-01", "issuing_body": "云溪市图书馆"}


def test_the_day_of_an_event_signs_nothing() -> None:
    assert not signature(told_lines("主塔封顶。\n2021年4月22日\n大桥建成通车。"), chronicle=False).found
    assert not signature(told_lines("大桥建成通车\n2021年4月22日"), chronicle=True).found


def test_a_clerk_may_stand_below_the_day_of_a_judgment() -> None:
    lines = told_lines("准许原告撤诉。\n审判员　　许冬梅\n二〇二一年三月十六日\n书记员　　陈　立")
    assert signature(lines, chronicle=False).found == {"date": "2021-03-16"}
