"""Match a part of a quotation with the library: where it stands as it is, or what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.analysis.quotes.alignment import Alignments, Joint, similarity
from app.analysis.quotes.difference import as_printed, compare
from app.analysis.quotes.report import HARMLESS, Change, ChangeKind, Verdict
from app.library.snapshot import Snapshot
from app.search.language.tree import Phrase
from app.search.request import SearchRequest, Sort
from app.search.results import Span
from app.store.rows import TITLE, StoredBlock
from app.text import compose, fold, is_punctuation, strip_punctuation

SIMILAR, SHORTENED = 0.66, 0.45
"""Similarity from which on a passage is what was quoted, not only near it; and of one that has all of it."""
NEAREST, COMPARED = 12, 4
"""Passages that are aligned with a quotation, and those of least cost that are compared with it."""
LOOKED_AT = 50
"""Places of a wording whose punctuation is compared; where there are more, one as typed is looked up."""


JOINED = 0.85
"""Similarity from which on two passages of an article are what was run together."""
HALF = 1.1
"""What a character of a quotation costs, on average, where about half of them are missing."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a block, or of two that follow each other, that a part of a quotation was made of."""

    block: StoredBlock
    span: Span
    source: str
    changes: tuple[Change, ...]
    similarity: float = 1.0

    @property
    def verdict(self) -> Verdict:
        """How the part stands to this stretch."""
        kinds = {change.kind for change in self.changes}
        shortened = kinds <= HARMLESS | {ChangeKind.LEFT_OUT}
        if self.similarity < (SHORTENED if shortened else SIMILAR):
            return Verdict.ABSENT
        if not kinds <= HARMLESS:
            return Verdict.ALTERED
        return Verdict.EXACT if kinds <= {ChangeKind.SAME} else Verdict.PUNCTUATION


def find_matches(snapshot: Snapshot, fragments: Sequence[str]) -> dict[str, tuple[Match, ...]]:
    """Return what each of some parts was made of, the nearest first; none where nothing is near at all."""
    wanted = list(dict.fromkeys(fragments))
    found = {text: _occurring(snapshot, text) for text in wanted}
    missing = [text for text in wanted if not found[text]]
    nearest = dict(zip(missing, snapshot.nearest(missing, NEAREST), strict=True))
    ids = {block for passages in nearest.values() for each in passages for block in each.blocks}
    blocks = snapshot.blocks(ids)
    bare = {name: strip_punctuation(fold(block.text))[0] for name, block in blocks.items()}
    for text, passages in nearest.items():
        found[text] = _made_of(text, [tuple(blocks[each] for each in one.blocks) for one in passages], bare)
    return found


def _occurring(snapshot: Snapshot, text: str) -> tuple[Match, ...]:
    """Return where a part stands, punctuation aside, as printed first, paragraphs before titles."""
    phrase = compose(text.replace("\n", ""))
    request = SearchRequest(
        text, Phrase(phrase), ignore_punctuation=True, sort=Sort.PAGE, limit=LOOKED_AT, facet_limit=0
    )
    found = snapshot.search(request)
    hits = [hit for group in found.groups for hit in group.hits]
    if found.counts.paragraphs > len(hits):
        strict = SearchRequest(text, Phrase(phrase), strict=True, sort=Sort.PAGE, limit=1, facet_limit=0)
        hits = [*(hit for group in snapshot.search(strict).groups for hit in group.hits), *hits]
    matches = [_match_of(text, hit.block, hit.places[0]) for hit in hits]
    order = list(Verdict)
    return tuple(sorted(matches, key=lambda each: (order.index(each.verdict), each.block.type == TITLE)))


def _match_of(text: str, block: StoredBlock, span: Span) -> Match:
    start, end = _with_marks(text, block.text, span)
    source = block.text[start:end]
    same = as_printed(text) == as_printed(source)
    changes = (Change(ChangeKind.SAME, text, source),) if same else compare(text, source)
    return Match(block, (start, end), source, changes)


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
    text: str, passages: Sequence[tuple[StoredBlock, ...]], bare: dict[str, str]
) -> tuple[Match, ...]:
    """Return the stretches of some passages that a part may have been made of, the most similar first."""
    if not passages:
        return ()
    quote = strip_punctuation(fold(text))[0]
    texts = ["".join(bare[block.id] for block in blocks) for blocks in passages]
    alignments = Alignments(quote, texts)
    found = sorted(alignments.stretches(), key=lambda each: (each.cost, len(passages[each.passage])))
    made: list[tuple[float, int, Match]] = []
    for each in found[:COMPARED]:
        span = alignments.with_moved(each)
        if span[0] < span[1]:
            near = similarity(quote, texts[each.passage][slice(*span)])
            match = _aligned(text, passages[each.passage], span, near)
            worth = max(near, 1 - each.cost / (2 * len(quote)))
            differing = sum(
                len(one.quote + one.source) for one in match.changes if one.kind != ChangeKind.SAME
            )
            made.append((-worth, differing, match))
    made.sort(key=lambda each: each[:2])
    ranked = tuple(match for _, _, match in made)
    # Of one of two halves, a half at most is missing.
    if (not ranked or ranked[0].verdict is Verdict.ABSENT) and found[0].cost <= HALF * len(quote):
        joint = alignments.joint([blocks[0].article for blocks in passages])
        joined = _joined(text, joint, passages, bare) if joint else None
        if joined and joined.similarity >= JOINED:
            return joined, *ranked
    return ranked


def _joined(
    text: str, joint: Joint, passages: Sequence[tuple[StoredBlock, ...]], bare: dict[str, str]
) -> Match:
    """Return a match of two stretches that a part runs together; it is told of the longer one."""
    quote = strip_punctuation(fold(text))[0]
    both = [_aligned("", passages[each.passage], each.span, 1.0) for each in (joint.first, joint.second)]
    wordings = [
        "".join(bare[block.id] for block in passages[each.passage])[slice(*each.span)]
        for each in (joint.first, joint.second)
    ]
    near = (
        similarity(quote[: joint.cut], wordings[0]) * joint.cut
        + similarity(quote[joint.cut :], wordings[1]) * (len(quote) - joint.cut)
    ) / len(quote)
    source = "\n".join(each.source for each in both)
    larger = both[0] if 2 * joint.cut >= len(quote) else both[1]
    return Match(larger.block, larger.span, source, compare(text, source), near)


def _aligned(text: str, blocks: tuple[StoredBlock, ...], span: Span, near: float) -> Match:
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
    return Match(block, own, source, compare(text, source) if text else (), near)
