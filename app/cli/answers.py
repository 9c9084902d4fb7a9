"""Hits and counts as text."""

from collections.abc import Iterator
from itertools import groupby

from app.cli.terminal import counts_texts, say, words
from app.library.hits import ArticleHits, BlockHit
from app.library.queries import Mode, Query, SearchAnswer
from app.search.highlight import printed_wordings
from app.search.results import Counts, WordCount
from app.web.layout.labels import reading_label, suggestion_label, zero_label


def print_answer(answer: SearchAnswer, query: Query, mode: Mode | None, searched: int) -> None:
    """Print the lanes that were asked for, and of a zero what the search page tells: what else there is,
    its reach among the texts ``searched``, and what comes nearest."""
    if mode != Mode.RELATED:
        say(words().gettext("exact: %(counts)s", counts=_counts(answer.exact.counts, answer.exact.words)))
    for reading in answer.readings:
        label, found = reading_label(reading.change, words()), _counts(reading.counts, reading.words)
        say(words().gettext("%(reading)s %(count)s", reading=label, count=found))
    if answer.zero:
        say(zero_label(answer.zero, query.request, searched, words()))
    if mode != Mode.RELATED:
        print_groups(answer.exact.groups, strict=query.request.strict)
    for kind, some in groupby(answer.suggestions, key=lambda each: each.kind):
        found = words().listed(f"{each.phrase} ({each.occurrences})" for each in some)
        say(f"{suggestion_label(kind, words())} {found}")
    if answer.related and mode != Mode.EXACT:
        say(
            words().ngettext(
                "related: %(n)s paragraph (%(words)s)",
                "related: %(n)s paragraphs (%(words)s)",
                answer.related.total,
                words=" ".join(answer.related.words),
            )
        )
        print_groups(answer.related.groups)


def _counts(counts: Counts, each: tuple[WordCount, ...]) -> str:
    """Return counts in words; of several words what each of them has, too."""
    told = words().listed(counts_texts(counts))
    apart = words().listed(f"{word.phrase} {_times(word)}" for word in each)
    return f"{told} ({apart})" if each and counts.paragraphs else told


def _times(word: WordCount) -> str:
    return (
        words().pgettext("occurrences", "not counted") if word.occurrences is None else str(word.occurrences)
    )


def print_groups(groups: tuple[ArticleHits, ...], *, strict: bool = False) -> None:
    """Hits article by article, what was found in brackets and, where its form in print counts, by itself."""
    for group in groups:
        number = len(group.match.matching) if group.match else 0
        found = words().ngettext("%(n)s paragraph", "%(n)s paragraphs", number) if number else ""
        say("  ".join(part for part in (f"\n{group.article.label}", f"[{group.article.id}]", found) if part))
        for hit in group.hits:
            say("  ".join(("", *_hit_parts(hit, strict=strict))))
    if groups:
        say()


def _hit_parts(hit: BlockHit, *, strict: bool) -> Iterator[str]:
    yield str(hit.block.n or hit.block.type)
    yield _marked(hit.block.text, hit.spans)
    if strict:
        found = words().listed(printed_wordings(hit.block.text, hit.spans))
        yield words().gettext("printed: %(wordings)s", wordings=found)
    yield f"[{hit.block.id}]"


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text with what was found in brackets; overlapping spans are one."""
    inside = [False] * (len(text) + 1)
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    marks = zip([False, *inside], inside, [*text, ""], strict=False)
    return "".join(("" if was == now else "【" if now else "】") + char for was, now, char in marks)
