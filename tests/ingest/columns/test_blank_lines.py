from app.ingest.columns.blank_lines import blank_line_log_odds
from app.ingest.lines.width import width
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, lines_of, page


def evidence(text: str) -> list[float]:
    lines = lines_of(text)
    return blank_line_log_odds(lines, [width(line.body) for line in lines])


def test_a_blank_line_tells_where_it_stands_between_paragraphs_only() -> None:
    text = page(RIVER, SCHOOL, MARKET, LIBRARY, between="\n\n")
    shown = evidence(text)
    first = next(i for i, line in enumerate(lines_of(text)) if line.blank_before)
    assert shown[first] > 1.5
    assert shown[first + 1] < 0


def test_a_blank_line_tells_nothing_where_every_line_has_one() -> None:
    text = page(RIVER, SCHOOL, MARKET).replace("\n", "\n\n")
    assert max(map(abs, evidence(text))) < 0.5
