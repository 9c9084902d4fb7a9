"""Write a draft with its altered quotations as their sources have them."""

from collections.abc import Iterator

from app.analysis.quotes.report import Change, ChangeKind, Checked, Report, Verdict
from app.cite.quotation_marks import nested

_GAP = "……"
_CORNERS = str.maketrans("“”‘’", "「」『』")
_INSIDE_CORNERS = str.maketrans("‘’“”", "『』「」")


def restored(report: Report) -> str:
    """Return the text of a draft in which what is altered is as in the source; the rest stays as it is.

    Quotation marks inside are those that belong inside the draft's. What stands apart in the source, and was
    run together, has …… between; what was left out at …… stays out.
    """
    return "".join(_pieces(report))


def _pieces(report: Report) -> Iterator[str]:
    at = 0
    for each in sorted(report.checked, key=lambda one: one.quotation.span):
        start, end = each.quotation.span
        if each.verdict is Verdict.ALTERED:
            yield report.text[at:start]
            yield _inside(report.text[start - 1 : start], "".join(_source(each)))
            at = end
    yield report.text[at:]


def _source(checked: Checked) -> Iterator[str]:
    for change in checked.changes:
        yield _wording(change)


def _wording(change: Change) -> str:
    """Return what a stretch is in the source, or what says that something is left out there."""
    if change.kind is ChangeKind.OMITTED:
        return change.quote
    if change.kind is ChangeKind.JOINED:
        return _GAP
    return change.source


def _inside(mark: str, source: str) -> str:
    """Return a source's wording as it stands after the opening mark of a draft; as printed after none."""
    if mark in ("「", "﹁"):
        return nested(source).translate(_INSIDE_CORNERS)
    if mark in ("『", "﹃"):
        return source.translate(_CORNERS)
    return nested(source) if mark in ("“", '"', "＂", "〝") else source
