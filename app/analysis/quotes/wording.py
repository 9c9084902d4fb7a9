"""Verdicts and warnings in the words of a reader's language."""

from app.analysis.quotes.report import QuoteWarning, Verdict, WarningKind
from app.i18n.catalogues import Texts


def verdict_name(words: Texts, verdict: Verdict) -> str:
    """Return a verdict in a word or two."""
    return {
        Verdict.EXACT: words.pgettext("verdict", "as printed"),
        Verdict.PUNCTUATION: words.pgettext("verdict", "punctuation or forms differ"),
        Verdict.ALTERED: words.pgettext("verdict", "altered"),
        Verdict.ABSENT: words.pgettext("verdict", "not in this library"),
    }[verdict]


def warning_sentence(words: Texts, warning: QuoteWarning) -> str:
    """Return a warning as a sentence."""
    if warning.kind is WarningKind.SOURCE:
        return words.gettext(
            "Another source: not in %(named)s, but in %(found)s", named=warning.quote, found=warning.source
        )
    names = {
        WarningKind.NUMBER: words.gettext("A number differs"),
        WarningKind.DATE: words.gettext("A date differs"),
        WarningKind.NEGATION: words.gettext("A negation differs"),
        WarningKind.MODAL: words.gettext("What is required or allowed differs"),
    }
    none = words.pgettext("wording", "nothing")
    return words.gettext(
        "%(name)s: the draft has %(quote)s, the source %(source)s",
        name=names[warning.kind],
        quote=warning.quote or none,
        source=warning.source or none,
    )
