import pytest

from app.ingest.columns.emissions import FILL_MODELS, emissions
from app.ingest.columns.states import LINE_ROLES, ColumnStyle, LineRole, line_features
from tests.ingest.setting import RIVER, SCHOOL, column, lines_of

STYLES = [ColumnStyle(16.0, 2.0), ColumnStyle(16.0, 0.0), ColumnStyle(12.0, 0.0), ColumnStyle(None, 0.0)]
INDENTED, FLUSH, NARROW, LOOSE = range(4)
LINES = column(RIVER, 16)
SCORES = emissions(line_features(lines_of("\n".join(LINES)), frozenset(), frozenset()), STYLES)


def test_there_is_a_score_for_each_line_style_and_role() -> None:
    assert SCORES.shape == (len(FILL_MODELS), len(LINES), len(STYLES), LINE_ROLES)


@pytest.mark.parametrize("model", range(len(FILL_MODELS)))
def test_lines_fit_the_measure_they_were_set_in(model: int) -> None:
    scores = SCORES[model]
    assert scores[0, INDENTED, LineRole.FIRST] > scores[0, FLUSH, LineRole.FIRST]
    assert scores[1, FLUSH, LineRole.MIDDLE] > scores[1, NARROW, LineRole.MIDDLE]


@pytest.mark.parametrize("model", range(len(FILL_MODELS)))
def test_a_short_line_that_ends_a_sentence_is_the_last(model: int) -> None:
    last, inside = SCORES[model, -1, FLUSH], SCORES[model, 1, FLUSH]
    assert last[LineRole.LAST] > last[LineRole.MIDDLE]
    assert inside[LineRole.MIDDLE] > inside[LineRole.LAST]


def test_a_line_stretched_by_spaces_is_hardly_a_last_one() -> None:
    stretched, plain = (
        emissions(line_features(lines_of(text), frozenset(), frozenset()), STYLES)
        for text in ("每 天 清 晨 都 有 渡 船 往 来 。", "每天清晨都有渡船往来。")
    )
    assert stretched[0, 0, FLUSH, LineRole.LAST] < plain[0, 0, FLUSH, LineRole.LAST]


def test_a_line_of_a_sentence_is_no_heading_and_one_of_words_is() -> None:
    lines = lines_of(f"两岸往来的变化\n{SCHOOL}")
    heading, text = emissions(line_features(lines, frozenset(), frozenset()), STYLES)[0, :, LOOSE]
    assert heading[LineRole.HEADING] > heading[LineRole.SINGLE]
    assert text[LineRole.SINGLE] > text[LineRole.HEADING]
