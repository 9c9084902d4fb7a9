"""Carry ids over an edit: what took the place of every id that is no longer current.

1 equal texts, wherever they stand now · 2 which article became which · 3 like texts within those ·
4 like texts anywhere · 5 articles and pages follow their blocks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.permalinks.similarity import Pair, alike_anywhere, best_pairs, likeness
from app.permalinks.sketch import essences
from app.store.rows import TITLE, Alias, PageRows, StoredArticle, StoredBlock

TITLE_VOTE = 40
"""Characters of equal text that an equal title, or the same id, is worth when articles are matched."""
POSITION = 0.1
"""What each neighbour that leads to the neighbouring block adds to a likeness."""
WITHIN = 0.45
"""Likeness asked for inside the article's successor, where the place speaks too."""
ANYWHERE = 0.65
"""Likeness asked for across articles; unrelated Chinese paragraphs stay below 0.4."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles and blocks of some pages, in order: those before or those after a build."""

    pages: tuple[str, ...]
    articles: tuple[StoredArticle, ...]
    blocks: tuple[StoredBlock, ...]


def shelf_of(rows: Iterable[PageRows]) -> Shelf:
    """The shelf of freshly minted pages."""
    every = list(rows)
    return Shelf(
        tuple(p.page.id for p in every),
        tuple(article for p in every for article in p.articles),
        tuple(block for p in every for block in p.blocks),
    )


def carry_over(before: Shelf, after: Shelf, lost: Sequence[Alias] = ()) -> list[Alias]:
    """An alias for every id of ``before`` that ``after`` lacks, and for each earlier loss found again.

    ``before`` holds the pages that changed or went, as they were; ``after`` those that changed or came.
    """
    carrying = _Carrying(before, after, lost)
    carrying.match_equal()
    carrying.match_articles()
    carrying.match_within()
    carrying.match_anywhere()
    return [*carrying.block_aliases(), *carrying.article_aliases(), *carrying.page_aliases()]


class _Carrying:
    """The state of one carrying over: old id → new block, growing from the certain to the likely."""

    def __init__(self, before: Shelf, after: Shelf, lost: Sequence[Alias]) -> None:
        self.before, self.after = before, after
        self.old = {block.id: block for block in before.blocks}
        self.new = {block.id: block for block in after.blocks}
        self.lost = [alias for alias in lost if alias.id not in self.new]
        gone = [StoredBlock(a.id, a.article or "", 0, "", None, a.text) for a in self.lost]
        self.vanished = [b for b in before.blocks if b.id not in self.new] + gone
        self.fresh = [block for block in after.blocks if block.id not in self.old]
        self.leads: dict[str, str] = {known: known for known in self.old if known in self.new}
        self.became: dict[str, str] = {}
        self.old_order, self.new_order = _order(before.blocks), _order(after.blocks)

    def open(self) -> list[StoredBlock]:
        """The vanished blocks that lead nowhere yet."""
        return [block for block in self.vanished if block.id not in self.leads]

    def match_equal(self) -> None:
        """Stage 1: the same text but for punctuation; of several, in order, the same type first."""
        vanished = self.vanished
        if not vanished:
            return
        where: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for text, block in zip(essences([b.text for b in self.after.blocks]), self.after.blocks, strict=True):
            where[text].append(block)
        given: Counter[str] = Counter()
        for text, block in zip(essences([b.text for b in vanished]), vanished, strict=True):
            if text and (found := where.get(text)):
                # A block that keeps an id of its own is second choice: another text stood there.
                best = min(found, key=lambda b: (given[b.id] + (b.id in self.old), _distance(b, block)))
                self.leads[block.id] = best.id
                given[best.id] += 1

    def match_articles(self) -> None:
        """Stage 2: each old article became the new one that holds most of its text."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for old, new in self.leads.items():
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
                self.became[old_article] = ranked[0]

    def match_within(self) -> None:
        """Stage 3: within an article and what it became, by likeness and by place."""
        fresh: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for block in self.fresh:
            fresh[block.article].append(block)
        wanting: defaultdict[str, list[StoredBlock]] = defaultdict(list)
        for block in self.open():
            if block.article in self.became:
                wanting[block.article].append(block)
        for article, blocks in wanting.items():
            candidates = fresh[self.became[article]]
            pairs = [self._placed(pair) for pair in likeness(blocks, candidates, WITHIN - 2 * POSITION)]
            self.leads |= best_pairs([pair for pair in pairs if pair.score >= WITHIN])
        self._lead_titles()

    def _lead_titles(self) -> None:
        """A title that was written anew still has an heir: the successor's title."""
        titles = {block.article: block.id for block in self.after.blocks if block.type == TITLE}
        for block in self.open():
            heir = titles.get(self.became.get(block.article, ""))
            if block.type == TITLE and heir:
                self.leads[block.id] = heir

    def _placed(self, pair: Pair) -> Pair:
        """The pair with what its neighbours add."""
        old_before, old_after = self.old_order.get(pair.old, (None, None))
        new_before, new_after = self.new_order[pair.new]
        agree = (old_before is not None and self.leads.get(old_before) == new_before) + (
            old_after is not None and self.leads.get(old_after) == new_after
        )
        return Pair(pair.old, pair.new, pair.score + POSITION * agree, pair.part)

    def match_anywhere(self) -> None:
        """Stage 4: what moved and changed at once, and what an earlier build lost."""
        pairs = alike_anywhere(self.open(), self.fresh, ANYWHERE)
        self.leads |= best_pairs(pairs)

    def block_aliases(self) -> list[Alias]:
        """An alias for each vanished block; an earlier loss only if it was found."""
        lost = {alias.id: alias for alias in self.lost}
        aliases = [
            Alias("block", a.id, self.leads[a.id], a.text, a.article, a.near)
            for a in lost.values()
            if a.id in self.leads
        ]
        near = self._firsts()
        for block in self.before.blocks:
            if block.id not in self.new:
                leads = self.leads.get(block.id)
                stood = near.get(block.article)
                aliases.append(Alias("block", block.id, leads, block.text, block.article, stood))
            if block.id in self.leads and block.type != TITLE:
                near[block.article] = block.id
        return aliases

    def _firsts(self) -> dict[str, str]:
        """The first block of each article that still leads somewhere: near enough to a lost opening."""
        firsts: dict[str, str] = {}
        for block in self.before.blocks:
            if block.id in self.leads and block.type != TITLE:
                firsts.setdefault(block.article, block.id)
        return firsts

    def _destinations(self) -> dict[str, Counter[str]]:
        """Where the text of each old article stands now, in characters."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for block in self.before.blocks:
            if leads := self.leads.get(block.id):
                found[block.article][self.new[leads].article] += len(block.text)
        return found

    def article_aliases(self) -> list[Alias]:
        """Stage 5: each vanished article, led to the one that holds most of its text."""
        current = {article.id for article in self.after.articles}
        moved = self._destinations()
        aliases = []
        for article in self.before.articles:
            if article.id not in current:
                ranked = moved[article.id].most_common(1) if article.id in moved else []
                successor = ranked[0][0] if ranked else self.became.get(article.id)
                aliases.append(Alias("article", article.id, successor, article.label))
        return aliases

    def page_aliases(self) -> list[Alias]:
        """Stage 5: each vanished page, led to the one that holds most of its text."""
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
    """The neighbours of each block within its article."""
    around: dict[str, tuple[str | None, str | None]] = {}
    padded = [None, *blocks, None]
    for before, block, after in zip(padded, blocks, padded[2:], strict=False):
        around[block.id] = (
            before.id if before and before.article == block.article else None,
            after.id if after and after.article == block.article else None,
        )
    return around


def _distance(new: StoredBlock, old: StoredBlock) -> tuple[bool, bool, int]:
    """How far a block with the same text is from where the old one stood."""
    return (new.type != old.type, new.article != old.article, abs(new.position - old.position))
