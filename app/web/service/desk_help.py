"""What the pages of the research desk are for, and what their measures mean, a sentence each."""

from app.i18n.catalogues import Texts
from app.web.core.viewer import Viewer
from app.web.service.views import Example


def desk_pages(viewer: Viewer) -> tuple[Example, ...]:
    """Return the pages of the desk, each with what it shows."""
    words, links = viewer.words, viewer.links
    meanings = (
        (
            words.pgettext("desk", "Line by line"),
            "concordance",
            words.gettext(
                "every occurrence in a line of its own, ordered by what stands beside it; the strings"
                " directly beside it and the words near it, counted"
            ),
        ),
        (
            words.gettext("Distribution"),
            "trends",
            words.gettext(
                "how often wordings stand in each article, year, newspaper or author, beside the text that"
                " there is; 0 where it has text without them, no data where it has none"
            ),
        ),
        (
            words.pgettext("desk", "Formulations"),
            "formulations",
            words.gettext(
                "the fixed wordings of the library, each with a page of its own; those of some articles, what"
                " one part prefers to another, what is new and what has not been seen for long"
            ),
        ),
        (
            words.pgettext("desk", "Also in"),
            "compare",
            words.gettext("passages that stand in several articles, and two articles side by side"),
        ),
        (
            words.pgettext("desk", "Rewordings"),
            "shifts",
            words.gettext("pairs of wordings that take each other's place between the same words"),
        ),
        (
            words.gettext("Check quotations"),
            "quote",
            words.gettext(
                "paste a sentence or a draft: what stands between quotation marks or after 指出： and the"
                " like is compared with the library, and what is nearly a formulation stands beside it"
            ),
        ),
    )
    return tuple(Example(name, meaning, links.desk(page)) for name, page, meaning in meanings)


def desk_measures(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return the measures of the desk with what each of them says."""
    return (*_preference(viewer.words), *_evenness(viewer.words))


def _preference(words: Texts) -> tuple[tuple[str, str], ...]:
    """Return the measures of how strongly two things go together."""
    return (
        (
            "G²",
            words.gettext(
                "How sure it is that two go together or one prefers a part: 15.13 and more comes about by"
                " chance less than once in ten thousand; negative where they avoid each other (Dunning 1993)."
            ),
        ),
        (
            words.gettext("log-ratio"),
            words.gettext(
                "How much more frequent it is there than elsewhere: 1 is twice, 2 four times as frequent;"
                " nothing counts as half an occurrence (Hardie)."
            ),
        ),
        (
            "logDice",
            words.gettext(
                "How exclusively two go together, at most 14, 1 less is half; it does not depend on the size"
                " of the library (Rychlý 2008)."
            ),
        ),
        (
            "MI",
            words.gettext(
                "How many times as often as by chance they stand together, as a power of two; it favours what"
                " is rare."
            ),
        ),
    )


def _evenness(words: Texts) -> tuple[tuple[str, str], ...]:
    """Return the measures of where a wording stands."""
    return (
        (
            words.pgettext("column", "per 10,000"),
            words.gettext("Occurrences in ten thousand characters of the part; nothing is smoothed."),
        ),
        (words.gettext("Range"), words.gettext("In how many of the parts that have text it occurs.")),
        (
            "DP",
            words.gettext(
                "Half the sum of the differences between each part's share of the occurrences and of the"
                " text: 0 is even, near 1 all in one small part (Gries 2008)."
            ),
        ),
        (
            "DPnorm",
            words.gettext("DP over the highest value that these parts allow (Lijffijt, Gries 2012)."),
        ),
        (
            "Juilland D",
            words.gettext("The other way round, 1 is even; from the variation of the rates (Juilland 1964)."),
        ),
    )
