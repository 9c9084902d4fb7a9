from hypothesis import example, given
from hypothesis import strategies as st

from app.search.language.parser import ParsedQuery, parse, parse_or_literal
from app.search.language.tree import And, Not, Pattern, Phrase
from app.search.language.unparse import quote_phrase, unparse
from app.text import fold

PIECES = st.sampled_from(
    ["甲", "乙 丙", "?", "5", "GDP ", " ", '"', "“", "”", "(", ")", "（", "）", "-", "|", " OR ", " NOT ",
     " NEAR/5 ", " -within ", "标题:", "author：", "「", "'", "\u3000", "a", "&&", "💡", "\ud800"]
)  # fmt: skip
QUERIES = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@given(QUERIES)
@example('甲 "乙” 丙')
@example("''\"“”「」『』«»＂ ）")
def test_unparsing_is_stable(query: str) -> None:
    node = parse_or_literal(query).node
    written = unparse(node)
    assert unparse(parse_or_literal(written).node) == written


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_any_phrase_can_be_written_as_a_query(text: str) -> None:
    if text.strip():
        for query in (unparse(Phrase(text)), quote_phrase(text)):
            read = parse(query)
            assert isinstance(read, Phrase)
            assert fold(read.text) == fold(text)


def test_what_would_become_one_phrase_is_kept_apart() -> None:
    assert unparse(And((Phrase("甲"), Phrase("GDP"), Phrase("乙")))) == "甲 AND GDP AND 乙"
    assert unparse(And((Not(Phrase("甲")), Phrase("GDP")))) == "-甲 AND GDP"
    assert unparse(Phrase("甲 GDP 乙")) == "甲 GDP 乙"


def test_a_question_mark_is_quoted_where_it_is_one() -> None:
    assert unparse(Phrase("甲?乙")) == '"甲?乙"'
    assert unparse(Pattern("甲?乙")) == "甲?乙"


def test_a_phrase_is_quoted_only_where_it_must_be() -> None:
    assert quote_phrase("新质生产力") == "新质生产力"
    assert quote_phrase("OR") == '"OR"'
    assert parse(quote_phrase("甲 OR 乙")) == Phrase("甲 OR 乙")


@given(st.text('中华人民或与非标题，。；：、《》（）“”‘’！％·…—8Aa "()', min_size=1, max_size=1000))
@example("标题：中华")
@example("《标题：中华")
@example("2023年：（中华“人民”）")
@example("第一条 （中华 人民）")
def test_chinese_text_is_written_bare_only_where_it_is_read_as_itself(text: str) -> None:
    assert (quote_phrase(text) == text) == (parse_or_literal(text) == ParsedQuery(Phrase(text)))
