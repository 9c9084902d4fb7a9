from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingest.columns.states import LINE_ROLES, ColumnStyle, LineRole, line_features
from app.ingest.columns.viterbi import INDENT, Lattice, best_paths
from tests.ingest.setting import MARKET, RIVER, SCHOOL, lines_of, page

STYLES = [ColumnStyle(16.0, INDENT), ColumnStyle(16.0, 0.0), ColumnStyle(None, 0.0)]
SOURCE = page(RIVER, SCHOOL, MARKET).split("\n")


def lattice(lines: list[str], barriers: frozenset[int] = frozenset()) -> Lattice:
    features = line_features(lines_of("\n".join(lines)), frozenset(), frozenset())
    return Lattice(features, STYLES, barriers)


def roles(path: list[int]) -> list[LineRole]:
    return [LineRole(state % LINE_ROLES) for state in path]


def test_no_columns_have_no_paths() -> None:
    assert best_paths([]) == []


def test_each_line_has_a_state_and_its_odds() -> None:
    ((path, odds),) = best_paths([lattice(SOURCE)])
    assert len(path) == len(odds) == len(lines_of("\n".join(SOURCE)))
    assert {state // LINE_ROLES for state in path} == {0}


def test_lines_that_begin_something_have_the_better_odds() -> None:
    ((path, odds),) = best_paths([lattice(SOURCE)])
    first = [chance for role, chance in zip(roles(path), odds, strict=True) if role is LineRole.FIRST]
    inside = [chance for role, chance in zip(roles(path), odds, strict=True) if role is LineRole.MIDDLE]
    assert min(first) > max(inside)


def test_no_heading_crosses_a_barrier() -> None:
    lines = [
        *page(SCHOOL).splitlines(),
        "老码头重新开放给两岸带",
        "来的变化",
        *page(RIVER, MARKET).splitlines(),
    ]
    rest = lines.index("来的变化")
    (joined, _), (parted, _) = best_paths([lattice(lines), lattice(lines, frozenset({rest}))])
    assert roles(joined)[rest] is LineRole.HEADING_ON
    assert roles(parted)[rest] is not LineRole.HEADING_ON


@given(st.lists(st.lists(st.sampled_from(SOURCE[:-1]), min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_columns_side_by_side_are_read_as_each_alone(columns: list[list[str]]) -> None:
    together = best_paths([lattice(lines) for lines in columns])
    assert together == [best_paths([lattice(lines)])[0] for lines in columns]
