import numpy as np
import pytest

from app.search.formulations import Chosen, Formulation, Formulations, PartOfLibrary

FOUND = [
    Formulation("对外开放", 9, 7, 4, False, "2020-01", "2021-03-05", 1),
    Formulation("国土绿化条例", 5, 5, 3, True),
    Formulation("新质生产力", 3, 2, 2, False, "2021-03-05", "2021-03-05"),
]


def test_formulations_in_columns_are_what_they_were() -> None:
    columns = Formulations.of(FOUND)
    assert list(columns) == FOUND
    assert (columns[-1], columns[1:]) == (FOUND[-1], tuple(FOUND[1:]))
    assert columns == Formulations.of(FOUND) != Formulations.of(FOUND[:2])
    assert list(Formulations.of([])) == []
    with pytest.raises(IndexError):
        _ = columns[3]


def test_some_are_told_in_their_order_with_their_counts_in_a_part() -> None:
    part = PartOfLibrary(1, 9, np.array([2, 0, 1]), np.array([1, 0, 1]))
    chosen = Chosen(Formulations.of(FOUND).counted_in(part), np.array([2, 0]))
    assert [(each.text, each.occurrences, each.paragraphs, each.articles) for each in chosen] == [
        ("新质生产力", 1, 2, 1),
        ("对外开放", 2, 7, 1),
    ]
    assert len(chosen) == 2
