"""What an engine is given passes between processes as it is."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from app.article import Block, BlockType, Box, Flag
from app.search.contract import IndexBlock

_TEXTS = st.text(max_size=20)
_NUMBERS = st.integers(0, 1000)
_BOXES = st.builds(Box, _NUMBERS, *[st.floats(0, 1000)] * 4)


@given(st.builds(IndexBlock, _TEXTS, _TEXTS, _TEXTS, st.none() | _NUMBERS))
def test_a_text_to_be_indexed_is_handed_over_whole(block: IndexBlock) -> None:
    assert pickle.loads(pickle.dumps(block)) == block


@given(
    st.builds(
        Block,
        st.sampled_from(BlockType),
        _TEXTS,
        st.lists(st.tuples(_NUMBERS, _NUMBERS), max_size=3).map(tuple),
        st.lists(st.sampled_from(Flag), max_size=3).map(tuple),
        st.floats(0, 1),
        _NUMBERS,
        st.lists(_BOXES, max_size=2).map(tuple),
    )
)
def test_a_parsed_block_is_handed_over_whole(block: Block) -> None:
    assert pickle.loads(pickle.dumps(block)) == block
