"""Carry ids over an edit: find the successor of every id that is no longer current.

1 equal texts, wherever they stand now · 2 articles by the text they share · 3 similar texts within those ·
4 similar texts anywhere · 5 articles and pages follow their blocks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from app.frozen import dataclass
from app.permalinks.similarity import Pair, best_pairs, similar_pairs, similar_pairs_anywhere
from app.permalinks.sketch import normalize_all
from app.store.rows import TITLE, Alias, PageRows, StoredArticle, StoredBlock

TITLE_VOTE = 40
"""Characters of equal text that an equal title, or the same id, is worth when articles are matched."""
POSITION = 0.1
"""Added to the similarity for each neighbour whose successor is the neighbouring block."""
WITHIN = 0.45
"""Least similarity inside the article's successor, where the position is evidence too."""
ANYWHERE = 0.65
"""Least similarity across articles; unrelated Chinese paragraphs stay below 0.4."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The articles and blocks of some pages, in order: those before or those after a build."""

    pages: tuple[str, ...]
    articles: tuple[StoredArticle, ...]
    blocks: tuple[StoredBlock, ...]


def revision_of(rows: Iterable[PageRows]) -> Revision:
    """Return the revision that parsed pages make."""
    every = list(rows)
    return Revision(
        tuple(p.page.id for p in every),
        tuple(article for p in every for article in p.articles),
        tuple(block for p in every for block in p.blocks),
    )


def carry_over(before: Revision, after: Revision, lost: Sequence[Alias] = ()) -> list[Alias]:
    """Return an alias for every id of ``before`` that ``after`` lacks, and for each earlier loss found again.

    ``before`` holds the pages that changed or went, as they were; ``after`` those that changed or came.
    """
    if not before.pages and not lost:
        return []
    matching = _Matching(before, after, lost)
    matching.match_equal()
    matching.match_articles()
    matching.match_within()
    matching.match_anywhere()
    return [*matching.block_aliases(), *matching.article_aliases(), *matching.page_aliases()]


class _Matching:
    """The state of one matching: old id → new block, growing from the certain to the likely."""

    def __init__(self, before: Revision, after: Revision, lost: Sequence[Alias]) -> None:
        self.before, self.after = before, after
        self.old = {block.id: block for block in before.blocks}
        self.new = {block.id: block for block in after.blocks}
        self.lost = [alias for alias in lost if alias.id not in self.new]
        gone = [StoredBlock(a.id, a.article or "", 0, "", None, a.text) for a in self.lost]
        self.removed = [b for b in before.blocks if b.id not in self.new] + gone
        self.added = [block for block in after.blocks if block.id not in self.old]
        self.successors: dict[str, str] = {known: known for known in self.old if known in self.new}
        self.article_successors: dict[str, str] = {}
        self.old_order, self.new_order = _order(before.blocks), _order(after.blocks)

    def unmatched(self) -> list[StoredBlock]:
        """Return the removed blocks that have no successor yet."""
        return [block for block in self.removed if block.id not in self.successors]

    def match_equal(self) -> None:
        """Match equal texts, punctuation apart (stage 1); of several, in order, the same type first."""
        if not self.removed:
            return
        where: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for text, block in zip(
            normalize_all([b.text for b in self.after.blocks]), self.after.blocks, strict=True
        ):
            where[text].append(block)
        given: Counter[str] = Counter()
        for text, block in zip(normalize_all([b.text for b in self.removed]), self.removed, strict=True):
            if text and (found := where.get(text)):
                # A block that keeps an id of its own is second choice: another text stood there.
                best = min(found, key=lambda b: (given[b.id] + (b.id in self.old), _distance(b, block)))
                self.successors[block.id] = best.id
                given[best.id] += 1

    def match_articles(self) -> None:
        """Match each old article to the new one that holds most of its text (stage 2)."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for old, new in self.successors.items():
            if old in self.old:
                votes[self.old[old].article][self.new[new].article] += len(self.old[old].text)
        titles: defaultdict[str, list[str]] = defaultdict(list)
        for article in self.after.articles:
            titles[article.title or article.opening].append(article.id)
        for article in self.before.articles:
            for same in (*titles[article.title or article.opening], article.id):
                votes[article.id][same] += TITLE_VOTE
        known = {article.id for article in self.after.articles}
        for old_article, counted in votes.items():
            ranked = [name for name, _ in counted.most_common() if name in known]
            if ranked:
                self.article_successors[old_article] = ranked[0]

    def match_within(self) -> None:
        """Match blocks within an article and its successor, by similarity and position (stage 3)."""
        added: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for block in self.added:
            added[block.article].append(block)
        unmatched: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for block in self.unmatched():
            if block.article in self.article_successors:
                unmatched[block.article].append(block)
        for article, blocks in unmatched.items():
            candidates = added[self.article_successors[article]]
            pairs = [self._placed(pair) for pair in similar_pairs(blocks, candidates, WITHIN - 2 * POSITION)]
            self.successors |= best_pairs([pair for pair in pairs if pair.score >= WITHIN])
        self._match_titles()

    def _match_titles(self) -> None:
        """Match a title that was written anew to the title of its article's successor."""
        titles = {block.article: block.id for block in self.after.blocks if block.type == TITLE}
        for block in self.unmatched():
            title = titles.get(self.article_successors.get(block.article, ""))
            if block.type == TITLE and title:
                self.successors[block.id] = title

    def _placed(self, pair: Pair) -> Pair:
        """Return the pair with what its neighbours add to its score."""
        old_before, old_after = self.old_order.get(pair.old, (None, None))
        new_before, new_after = self.new_order[pair.new]
        agree = (old_before is not None and self.successors.get(old_before) == new_before) + (
            old_after is not None and self.successors.get(old_after) == new_after
        )
        return Pair(pair.old, pair.new, pair.score + POSITION * agree, pair.part)

    def match_anywhere(self) -> None:
        """Match blocks that moved and changed at once, and those an earlier build lost (stage 4)."""
        pairs = similar_pairs_anywhere(self.unmatched(), self.added, ANYWHERE)
        self.successors |= best_pairs(pairs)

    def block_aliases(self) -> list[Alias]:
        """Return an alias for each removed block; for an earlier loss only if it was found."""
        lost = {alias.id: alias for alias in self.lost}
        aliases = [
            Alias("block", a.id, self.successors[a.id], a.text, a.article, a.near)
            for a in lost.values()
            if a.id in self.successors
        ]
        near = self._firsts()
        for block in self.before.blocks:
            if block.id not in self.new:
                successor = self.successors.get(block.id)
                stood = near.get(block.article)
                aliases.append(Alias("block", block.id, successor, block.text, block.article, stood))
            if block.id in self.successors and block.type != TITLE:
                near[block.article] = block.id
        return aliases

    def _firsts(self) -> dict[str, str]:
        """Return the first block of each article that has a successor: near enough to a lost opening."""
        firsts: dict[str, str] = {}
        for block in self.before.blocks:
            if block.id in self.successors and block.type != TITLE:
                firsts.setdefault(block.article, block.id)
        return firsts

    def _destinations(self) -> dict[str, Counter[str]]:
        """Count, for each old article, the characters that stand in each new one now."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for block in self.before.blocks:
            if successor := self.successors.get(block.id):
                found[block.article][self.new[successor].article] += len(block.text)
        return found

    def article_aliases(self) -> list[Alias]:
        """Return an alias for each removed article, to the one that holds most of its text (stage 5)."""
        current = {article.id for article in self.after.articles}
        moved = self._destinations()
        aliases = []
        for article in self.before.articles:
            if article.id not in current:
                ranked = moved[article.id].most_common(1) if article.id in moved else []
                successor = ranked[0][0] if ranked else self.article_successors.get(article.id)
                authors = "、".join(article.authors) or None
                known = {"authors": authors, "page": article.page}
                aliases.append(Alias("article", article.id, successor, article.label, **known))
        return aliases

    def page_aliases(self) -> list[Alias]:
        """Return an alias for each removed page, to the one that holds most of its text (stage 5)."""
        page_of = {article.id: article.page for article in self.after.articles}
        moved: defaultdict[str, Counter[str]] = defaultdict(Counter)
        destinations = self._destinations()
        for article in self.before.articles:
            for name, characters in destinations.get(article.id, Counter()).items():
                moved[article.page][page_of[name]] += characters
        return [
            Alias("page", page, moved[page].most_common(1)[0][0] if moved[page] else None, page)
            for page in self.before.pages
            if page not in self.after.pages
        ]


def _order(blocks: Sequence[StoredBlock]) -> dict[str, tuple[str | None, str | None]]:
    """Return the neighbours of each block within its article."""
    around: dict[str, tuple[str | None, str | None]] = {}
    padded = [None, *blocks, None]
    for before, block, after in zip(padded, blocks, padded[2:], strict=False):
        around[block.id] = (
            before.id if before and before.article == block.article else None,
            after.id if after and after.article == block.article else None,
        )
    return around


def _distance(new: StoredBlock, old: StoredBlock) -> tuple[bool, bool, int]:
    """Return the distance of a block with the same text from the old one: type, article, position."""
    return (new.type != old.type, new.article != old.article, abs(new.position - old.position))
