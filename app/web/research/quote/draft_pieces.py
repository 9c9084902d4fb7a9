"""A draft cut into stretches: those of its quotations, and those that are near a formulation."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from app.analysis.quotes.comparison.difference import QUOTE_MARKS
from app.analysis.quotes.report import Checked, Report
from app.search.results import Span
from app.web.research.quote.views import DraftPiece

Numbers = dict[Span, int]
"""The number of each quotation, by its span."""


def draft_paragraphs(report: Report, numbers: Numbers) -> Iterator[tuple[DraftPiece, ...]]:
    """Yield the draft paragraph by paragraph; quotations have the numbers of their verdicts, wordings that
    are near a formulation those of their rows."""
    text = report.text
    quoted = [(_with_marks(text, each.quotation.span), each) for each in report.checked]
    near = [(span, n) for n, each in enumerate(report.near, start=1) for span in each.spans]
    breaks = [at for at, char in enumerate(text) if char == "\n"]
    spans = [span for span, _ in (*quoted, *near)]
    cuts = {0, len(text), *breaks, *(at + 1 for at in breaks), *(at for span in spans for at in span)}
    pieces = [_piece(text, span, quoted, near, numbers) for span in pairwise(sorted(cuts))]
    for is_break, line in groupby(pieces, lambda piece: piece.text == "\n"):
        kept = tuple(line)
        if not is_break and any(piece.text.strip() for piece in kept):
            yield kept


def _piece(
    text: str,
    span: Span,
    quoted: Sequence[tuple[Span, Checked]],
    near: Sequence[tuple[Span, int]],
    numbers: Numbers,
) -> DraftPiece:
    """Return a stretch that is inside of all it touches; the number stands at the end of a quotation."""
    around = next((each for each in quoted if each[0][0] <= span[0] and span[1] <= each[0][1]), None)
    resembled = next((n for (start, end), n in near if start <= span[0] and span[1] <= end), 0)
    if around is None:
        return DraftPiece(text[slice(*span)], near=resembled)
    (_, end), checked = around
    number = numbers[checked.quotation.span] if span[1] == end else 0
    return DraftPiece(text[slice(*span)], checked.verdict, number, resembled)


def _with_marks(text: str, span: Span) -> Span:
    """Return a quotation with its marks, which belong to what is underlined."""
    start, end = span
    start -= start > 0 and text[start - 1] in QUOTE_MARKS
    end += text[end : end + 1] in QUOTE_MARKS
    return start, end
