"""Match a part of a quotation with the library: where it stands as it is, or what it was made of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from app.analysis.quotes.comparison.alignment import Alignments, similarity
from app.analysis.quotes.comparison.difference import as_printed, compare
from app.analysis.quotes.comparison.likelihood import TWO_PASSAGES, is_of_source, unlikelihood
from app.analysis.quotes.numerals import other_spellings
from app.analysis.quotes.report import HARMLESS, Change, ChangeKind, Verdict
from app.article import BlockType
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.language.tree import And, Phrase
from app.search.request import Filter, Group, Scope, SearchRequest, Sort
from app.search.results import Span
from app.store.rows import TITLE, TextBlock
from app.text import compose, fold, is_punctuation, strip_punctuation

SIMILAR, SHORTENED = 0.66, 0.45
"""Similarity from which on a passage is what was quoted, not only near it; and of one that has all of it."""
MOST_NEAREST, FEWEST_NEAREST, ALIGNED = 60, 6, 900
"""Passages that are aligned with a quotation: so many characters in all; of a short one many are alike."""
COMPARED, MOST_COMPARED, FARTHER = 8, 16, 8
"""Wordings of least cost that are compared with it, their places, and the cost beyond twice the least."""
SEED, IN_ARTICLE = 4, 12
"""Characters in common for which a passage of an article is aligned, and passages of one article."""
COMMON = 20
"""Characters of a quotation that may have nothing rare in it."""
SENTENCE = 8
"""Characters of whole sentences, at least, that are looked for by themselves."""
_ENDED = re.compile("[。！？!?]+[”’」』]*\n?|\n")
LOOKED_AT = 50
"""Places of a wording whose punctuation is compared; where there are more, one as typed is looked up."""


JOINED = 0.85
"""Similarity from which on two passages of an article are what was run together."""
HALF = 1.1
"""What a character of a quotation costs, on average, where about half of them are missing."""


@dataclass(frozen=True)
class Match:
    """A stretch of a block, or of two that follow each other, that a part of a quotation was made of."""

    block: TextBlock
    span: Span
    source: str
    changes: tuple[Change, ...]
    similarity: float = 1.0

    @cached_property
    def unlikelihood(self) -> float:
        """How unlikely its changes are, in bits."""
        return unlikelihood(self.changes)

    @cached_property
    def verdict(self) -> Verdict:
        """How the part stands to this stretch."""
        kinds = {change.kind for change in self.changes}
        shortened = kinds <= HARMLESS | {ChangeKind.LEFT_OUT}
        if self.similarity < (SHORTENED if shortened else SIMILAR):
            return Verdict.ABSENT
        if not kinds <= HARMLESS:
            return Verdict.ALTERED if is_of_source(self.changes) else Verdict.ABSENT
        return Verdict.EXACT if kinds <= {ChangeKind.SAME} else Verdict.PUNCTUATION


def find_matches(snapshot: Snapshot, fragments: Sequence[str]) -> dict[str, tuple[Match, ...]]:
    """Return what each of some parts was made of, the likeliest first; none where nothing is near at all."""
    wanted = list(dict.fromkeys(fragments))
    found = {text: _occurring(snapshot, text, text) for text in _known(snapshot, wanted)}
    spelled = {other: text for text in wanted if text not in found for other in other_spellings(text)}
    for other in _known(snapshot, list(spelled)):
        found.setdefault(spelled[other], _occurring(snapshot, spelled[other], other))
    missing = [text for text in wanted if not found.get(text)]
    nearest = dict(zip(missing, snapshot.nearest(missing, MOST_NEAREST), strict=True))
    for text, passages in nearest.items():
        nearest[text] = passages[: max(FEWEST_NEAREST, ALIGNED // len(text))]
    blocks = snapshot.blocks({block for own in nearest.values() for each in own for block in each.blocks})
    bare = {name: strip_punctuation(fold(block.text))[0] for name, block in blocks.items()}
    for text, passages in nearest.items():
        own = [tuple(blocks[each] for each in one.blocks) for one in passages]
        found[text] = _made_of(snapshot, text, own, bare) if own else ()
        if len(text) <= COMMON and (not found[text] or found[text][0].verdict is Verdict.ABSENT):
            found[text] = _made_of_common(snapshot, text) or found[text]
        if not found[text] or found[text][0].verdict is Verdict.ABSENT:
            found[text] = _run_together(snapshot, text) or found[text]
    return found


def _made_of_common(snapshot: Snapshot, text: str) -> tuple[Match, ...]:
    """Return what a short part was made of that has nothing rare in it: most of it stands in many places."""
    (pieces,) = snapshot.pieces([text])
    longest = max(pieces, key=lambda piece: piece.length, default=None)
    if longest is None or 2 * longest.length < len(text):
        return ()
    wording = text[slice(*longest.span)]
    places = _occurring(snapshot, wording, wording)
    bare = {each.block.id: strip_punctuation(fold(each.block.text))[0] for each in places}
    return _made_of(snapshot, text, [(each.block,) for each in places], bare) if places else ()


def find_in(snapshot: Snapshot, text: str, pages: Sequence[str]) -> tuple[Match, ...]:
    """Return where a part stands in some pages, as in ``find_matches``; in all it may be too often."""
    return _occurring(snapshot, text, text, tuple(Filter("page", page) for page in pages))


def pages_with_all(snapshot: Snapshot, fragments: Sequence[str]) -> list[str]:
    """Return the first pages of articles that have all of some parts."""
    node = And(tuple(Phrase(compose(text.replace("\n", ""))) for text in fragments))
    request = SearchRequest(
        " ".join(fragments),
        node,
        scope=Scope.ARTICLE,
        ignore_punctuation=True,
        sort=Sort.PAGE,
        group=Group.ARTICLE,
        limit=LOOKED_AT,
        facet_limit=0,
    )
    return list(dict.fromkeys(each.article.page for each in snapshot.search(request).groups))


def _known(snapshot: Snapshot, texts: Sequence[str]) -> list[str]:
    """Return those of some texts that occur, punctuation aside; they are counted together."""
    counts = snapshot.frequencies([text.replace("\n", "") for text in texts])
    return [text for text, count in zip(texts, counts, strict=True) if count]


def _occurring(
    snapshot: Snapshot, text: str, wording: str, filters: tuple[Filter, ...] = ()
) -> tuple[Match, ...]:
    """Return where a part, or another spelling of it, stands, punctuation aside, as printed first, paragraphs
    before titles."""
    request = SearchRequest(
        wording,
        Phrase(compose(wording.replace("\n", ""))),
        ignore_punctuation=True,
        filters=filters,
        sort=Sort.PAGE,
        limit=LOOKED_AT,
        facet_limit=0,
    )
    found = snapshot.search(request)
    hits = [hit for group in found.groups for hit in group.hits]
    if found.counts.paragraphs > len(hits):
        strict = replace(request, ignore_punctuation=False, strict=True, limit=1)
        hits = [*(hit for group in snapshot.search(strict).groups for hit in group.hits), *hits]
    matches = [_match_of(text, hit.block, hit.places) for hit in hits]
    order = list(Verdict)
    return tuple(sorted(matches, key=lambda each: (order.index(each.verdict), each.block.type == TITLE)))


def _match_of(text: str, block: TextBlock, places: Sequence[Span]) -> Match:
    """Return a match with the place in a block where it stands as printed, or else the first one."""
    printed = as_printed(text)
    spans = [_with_marks(text, block.text, span) for span in places]
    same = (span for span in spans if as_printed(block.text[slice(*span)]) == printed)
    if exact := next(same, None):
        source = block.text[slice(*exact)]
        return Match(block, exact, source, (Change(ChangeKind.SAME, text, source),))
    source = block.text[slice(*spans[0])]
    return Match(block, spans[0], source, compare(text, source))


def _with_marks(text: str, source: str, span: Span) -> Span:
    """Return a span with as much punctuation around it as the quotation has at its ends."""
    start, end = span
    before = len(text) - len(text.lstrip())
    while before < len(text) and is_punctuation(fold(text[before])) and start and _is_mark(source[start - 1]):
        start, before = start - 1, before + 1
    after = len(text.rstrip())
    while after and is_punctuation(fold(text[after - 1])) and end < len(source) and _is_mark(source[end]):
        end, after = end + 1, after - 1
    return start, end


def _is_mark(char: str) -> bool:
    return is_punctuation(fold(char)) and not char.isspace()


def _made_of(
    snapshot: Snapshot, text: str, passages: Sequence[tuple[TextBlock, ...]], bare: dict[str, str]
) -> tuple[Match, ...]:
    """Return the stretches of some passages that a part may have been made of, the likeliest first."""
    quote = strip_punctuation(fold(text))[0]
    texts = ["".join(bare[block.id] for block in blocks) for blocks in passages]
    alignments = Alignments(quote, texts)
    found = sorted(alignments.stretches(), key=lambda each: (each.cost, len(passages[each.passage])))
    made: list[Match] = []
    wordings: set[str] = set()
    for each in found:
        if each.cost > 2 * found[0].cost + FARTHER or len(made) == MOST_COMPARED:
            break
        wording = texts[each.passage][slice(*each.span)]
        if wording not in wordings and len(wordings) == COMPARED:
            continue  # What is the same in several places is compared in each of them.
        wordings.add(wording)
        spans = [span for span in alignments.with_moved(each) if span[0] < span[1]]
        own = [
            _aligned(text, passages[each.passage], span, similarity(quote, texts[each.passage][slice(*span)]))
            for span in spans
        ]
        made += sorted(own, key=_rank)[:1]
    made.sort(key=_rank)
    # Of one of two halves, a half at most is missing.
    if (not made or _may_be_joined(made[0])) and found[0].cost <= HALF * len(quote):
        best = [passages[each.passage] for each in found[:2]]
        joined = _joined(text, alignments, passages, texts) or _joined_beside(snapshot, text, best)
        made = sorted([*([joined] if joined else []), *made], key=_rank)
    return tuple(made)


def _rank(match: Match) -> tuple[bool, float]:
    """Return what matches are ordered by: those that are near enough first, the likeliest first."""
    return match.verdict is Verdict.ABSENT, match.unlikelihood


def _may_be_joined(match: Match) -> bool:
    """Say whether so much is wrong about a match that two passages may explain it better."""
    return match.verdict is Verdict.ABSENT or match.unlikelihood > TWO_PASSAGES


def _joined_beside(snapshot: Snapshot, text: str, best: Sequence[tuple[TextBlock, ...]]) -> Match | None:
    """Return a match of a passage and another one of its article, of which too little is rare to be found."""
    quote = strip_punctuation(fold(text))[0]
    seeds = {quote[at : at + SEED] for at in range(len(quote) - SEED + 1)}
    passages, texts = [], []
    for article in dict.fromkeys(blocks[0].article for blocks in best):
        own = [each for each in snapshot.article(article).blocks if each.type != BlockType.HEADING]
        bare = [strip_punctuation(fold(each.text))[0] for each in own]
        shared = [sum(seed in each for seed in seeds) for each in bare]
        most = sorted((n for n, share in enumerate(shared) if share), key=lambda n: -shared[n])[:IN_ARTICLE]
        passages += [(own[n],) for n in sorted(most)]
        texts += [bare[n] for n in sorted(most)]
    return _joined(text, Alignments(quote, texts), passages, texts) if passages else None


def _run_together(snapshot: Snapshot, text: str) -> tuple[Match, ...]:
    """Return a match of two passages, as they stand anywhere, of which a part runs together whole sentences:
    of one article if there is one, else of any."""
    cuts = [found.end() for found in _ENDED.finditer(text)]
    halves = [(text[:cut], text[cut:].lstrip("\n")) for cut in cuts]
    halves = [both for both in halves if min(map(_length, both)) >= SENTENCE]
    known = set(_known(snapshot, list({half for both in halves for half in both})))
    both = next((both for both in halves if known.issuperset(both)), None)
    if both is None:
        return ()
    first, second = (_occurring(snapshot, half, half) for half in both)
    pairs = ((one, other) for one in first for other in second if one.block.article == other.block.article)
    one, other = next(pairs, (first[0], second[0]))
    larger = one if 2 * _length(both[0]) >= _length(text) else other
    source = f"{one.source}\n{other.source}"
    return (Match(larger.block, larger.span, source, compare(text, source)),)


def _length(text: str) -> int:
    return len(strip_punctuation(fold(text))[0])


def _joined(
    text: str, alignments: Alignments, passages: Sequence[tuple[TextBlock, ...]], texts: Sequence[str]
) -> Match | None:
    """Return a match of the best two stretches that a part may run together, if they are near enough; it is
    told of the longer one."""
    joint = alignments.joint([blocks[0].article for blocks in passages])
    if joint is None:
        return None
    quote, kept = strip_punctuation(fold(text))
    cut = kept[joint.cut]
    cut = text.rfind("\n", kept[joint.cut - 1], cut) + 1 or cut
    both = [
        _aligned(half, passages[each.passage], each.span, 1.0)
        for half, each in ((text[:cut].rstrip("\n"), joint.first), (text[cut:], joint.second))
    ]
    wordings = [texts[each.passage][slice(*each.span)] for each in (joint.first, joint.second)]
    near = (
        similarity(quote[: joint.cut], wordings[0]) * joint.cut
        + similarity(quote[joint.cut :], wordings[1]) * (len(quote) - joint.cut)
    ) / len(quote)
    if near < JOINED:
        return None
    source = "\n".join(each.source for each in both)
    larger = both[0] if 2 * joint.cut >= len(quote) else both[1]
    return Match(larger.block, larger.span, source, compare(text, source), near)


def _aligned(text: str, blocks: tuple[TextBlock, ...], span: Span, near: float) -> Match:
    """Return a match; of two blocks it is told of the one that has more of it."""
    whole = "\n".join(block.text for block in blocks)
    kept = strip_punctuation(fold(whole))[1]
    start, end = _with_marks(text, whole, (kept[span[0]], kept[span[1] - 1] + 1))
    border = len(blocks[0].text)
    if len(blocks) > 1 and border - start < end - border:
        block, own = blocks[1], (max(start - border - 1, 0), max(end - border - 1, 0))
    else:
        block, own = blocks[0], (start, min(end, border))
    source = whole[start:end]
    return Match(block, own, source, compare(text, source), near)
