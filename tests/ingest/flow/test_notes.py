from app.ingest.flow.notes import join_references, unwrap
from tests.ingest.flow.told import told_lines

FIRST = "本文根据对三个县二百名教师的访谈，分析了乡村教师流动的原因，认为住房和职称评定是其中最主要的"
SECOND = "两项，而工资差距的影响并没有通常认为的那样大。这一看法与早先的研究有所不同，直到最近十年才被学"
REST = "界接受。访谈中，多数教师把子女入学放在第一位。"


def test_lines_of_one_measure_are_one_paragraph() -> None:
    (paragraph,) = unwrap(told_lines("\n".join([FIRST, SECOND, REST])))
    assert paragraph.text == FIRST + SECOND + REST


def test_a_footnote_stands_after_the_paragraph_that_it_cuts() -> None:
    read = unwrap(
        told_lines("\n".join([FIRST, SECOND, "*", "", "本文受云溪市基金资助，特此感谢。", "", REST]))
    )
    assert [line.text for line in read] == [FIRST + SECOND + REST, "*本文受云溪市基金资助，特此感谢。"]


NUMBERED = """[1] Zhang Wei. Rural teachers in motion: a
survey of villages, 2016.
[2] 周文远. 乡村教师住房调查, 2007."""
PLAIN = """Zhang Wei and Li Na. Rural teachers. In Proceedings of the
Annual Meeting, 2016.
周文远：调查, 2007."""


def test_references_are_joined_by_their_numbers_or_their_stops() -> None:
    assert len(join_references(told_lines(NUMBERED))) == 2
    first, second = (line.text for line in join_references(told_lines(PLAIN)))
    assert first == "Zhang Wei and Li Na. Rural teachers. In Proceedings of the Annual Meeting, 2016."
    assert second == "周文远：调查, 2007."
