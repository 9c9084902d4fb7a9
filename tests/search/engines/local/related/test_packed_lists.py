import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.related.packed_lists import (
    count_postings,
    pack_postings,
    packed,
    unpack_postings,
    unpacked,
)

SMALL, LARGE = st.integers(0, 300), st.integers(0, 2**32 - 1)


def packed_lists(lists: list[list[int]]) -> list[bytes]:
    numbers = np.array([number for own in lists for number in own], np.uint32)
    return list(packed(numbers, np.cumsum([0, *map(len, lists)])))


@given(st.lists(st.lists(st.one_of(SMALL, LARGE))))
def test_numbers_come_back(lists: list[list[int]]) -> None:
    kept = packed_lists(lists)
    assert [unpacked([data], [len(own)]).tolist() for data, own in zip(kept, lists, strict=True)] == lists


@given(st.lists(st.lists(st.lists(st.one_of(SMALL, LARGE)), min_size=1), max_size=4))
def test_lists_that_were_packed_apart_are_read_together(parts: list[list[list[int]]]) -> None:
    kept = [data for part in parts for data in packed_lists(part)]
    lists = [own for part in parts for own in part]
    assert unpacked(kept, list(map(len, lists))).tolist() == [number for own in lists for number in own]


@given(
    st.lists(
        st.dictionaries(st.integers(0, 100_000), SMALL.map(lambda times: times + 1), min_size=1), max_size=3
    )
)
def test_postings_of_several_lists_come_back(lists: list[dict[int, int]]) -> None:
    data, starts, expected, times = [], [], list[int](), list[int]()
    for number, own in enumerate(lists):
        documents = sorted(own)
        steps, often = (
            packed_lists([each])[0]
            for each in (np.diff(documents, prepend=0).tolist(), [own[document] for document in documents])
        )
        data.append(pack_postings(len(own), steps, often))
        starts.append(1000 * number)
        expected += [1000 * number + document for document in documents]
        times += [own[document] for document in documents]
    found, frequencies = unpack_postings(data, starts)
    assert (found.tolist(), frequencies.tolist()) == (expected, times)
    assert list(map(count_postings, data)) == list(map(len, lists))


def test_a_word_without_postings_stands_nowhere() -> None:
    assert count_postings(b"") == 0


@given(st.lists(st.integers(0, 254)), st.lists(st.integers(255, 2**16 - 1)))
def test_small_numbers_take_a_byte_and_others_three(small: list[int], large: list[int]) -> None:
    assert [len(data) for data in packed_lists([small, large])] == [len(small), 3 * len(large)]
