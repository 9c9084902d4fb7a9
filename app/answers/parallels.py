"""The JSON answers of what articles share, and the same as tables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from pydantic import Field

from app.analysis.parallels import ComparedArticles, Parallels, Weighed
from app.answers.articles import Answer, Date, Id
from app.answers.research import cell
from app.search.parallels import ArticleExtent, ComparedPassage, NearPassage, SharedPassage, Stretch
from app.store.rows import StoredArticle, StoredBlock


class ParallelArticle(Answer):
    """An article that shares something."""

    id: Id
    title: str | None
    opening: str
    date: Date | None
    page: str

    @classmethod
    def of(cls, article: StoredArticle) -> Self:
        """Return an article as it is named in a list."""
        return cls.model_construct(
            id=article.id, title=article.title, opening=article.opening, date=article.date, page=article.page
        )


class PassageText(Answer):
    """A passage where it stands."""

    article: Id
    paragraph: Id
    n: int | None
    start: int = Field(description="In the text of the paragraph as displayed.")
    end: int
    text: str
    length: int = Field(description="Characters, punctuation aside.")

    @classmethod
    def of(cls, stretch: Stretch, block: StoredBlock) -> Self:
        """Return a stretch with its text."""
        start, end = stretch.span
        return cls.model_construct(
            article=block.article,
            paragraph=block.id,
            n=block.n,
            start=start,
            end=end,
            text=block.text[start:end],
            length=stretch.length,
        )


class PassagePlace(Answer):
    """Where a passage stands in another article for the first time."""

    article: Id
    paragraph: Id


class ParallelPassage(Answer):
    """A passage that stands in other articles too."""

    passage: PassageText
    articles: int = Field(description="All that have it, the article itself too.")
    weight: float = Field(description="(length - in_formulations - 11) / log2(1 + articles), 0 at least.")
    in_formulations: int = Field(
        description="Characters that stand in formulations of twice as many articles."
    )
    formula: bool = Field(description="True where it weighs so little that pages list it by itself.")
    places: tuple[PassagePlace, ...]

    @classmethod
    def of(cls, weighed: Weighed[SharedPassage], blocks: Mapping[str, StoredBlock]) -> Self:
        """Return a passage with all of its places in other articles."""
        passage = weighed.passage
        return cls.model_construct(
            passage=PassageText.of(passage.here, blocks[passage.here.block]),
            articles=passage.articles,
            weight=weighed.weight,
            in_formulations=weighed.in_formulations,
            formula=weighed.is_formula,
            places=tuple(
                PassagePlace.model_construct(article=each.article, paragraph=each.block)
                for each in passage.places
            ),
        )


class NearPair(Answer):
    """Two passages that are the same or nearly so."""

    here: PassageText
    there: PassageText
    matched: int = Field(description="Characters that agree, punctuation aside.")
    agreement: float = Field(description="Their share of the longer passage.")

    @classmethod
    def of(cls, near: NearPassage, blocks: Mapping[str, StoredBlock]) -> Self:
        """Return a pair of passages."""
        return cls.model_construct(
            here=PassageText.of(near.here, blocks[near.here.block]),
            there=PassageText.of(near.there, blocks[near.there.block]),
            matched=near.matched,
            agreement=near.agreement,
        )


class ParallelList(Answer):
    """What an article shares with others: verbatim, and nearly."""

    generation: str
    article: ParallelArticle
    characters: int = Field(description="Of the article, punctuation aside.")
    covered: int = Field(description="Those in passages that stand elsewhere verbatim.")
    passages: tuple[ParallelPassage, ...]
    near: tuple[NearPair, ...]
    articles: tuple[ParallelArticle, ...] = Field(description="All other articles that are named, by id.")

    @classmethod
    def of(
        cls,
        generation: str,
        article: StoredArticle,
        found: Parallels,
        near: Iterable[NearPassage],
        blocks: Mapping[str, StoredBlock],
        others: Iterable[StoredArticle],
    ) -> Self:
        """Return the answer for an article; ``blocks`` and ``others`` are all that is named."""
        return cls.model_construct(
            generation=generation,
            article=ParallelArticle.of(article),
            characters=found.shared.characters,
            covered=found.shared.covered,
            passages=tuple(ParallelPassage.of(each, blocks) for each in (*found.passages, *found.formulas)),
            near=tuple(NearPair.of(each, blocks) for each in near),
            articles=tuple(map(ParallelArticle.of, sorted(others, key=lambda each: each.id))),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the passages as a table, a row for each other article."""
        yield [
            "kind", "paragraph", "n", "text", "length", "articles", "in_formulations", "weight",
            "matched", "agreement",
            "other_article", "other_title", "other_paragraph", "other_text",
        ]  # fmt: skip
        titles = {each.id: each.title or each.opening for each in self.articles}
        for each in self.passages:
            head = ["formula" if each.formula else "verbatim", *_cells(each.passage)]
            counts = [str(each.articles), str(each.in_formulations), cell(each.weight), "", ""]
            for place in each.places:
                yield [*head, *counts, place.article, titles[place.article], place.paragraph, ""]
        for pair in self.near:
            there = pair.there
            counts = ["", "", "", str(pair.matched), cell(pair.agreement)]
            other = [there.article, titles[there.article], there.paragraph, there.text]
            yield ["near", *_cells(pair.here), *counts, *other]


def _cells(passage: PassageText) -> list[str]:
    return [passage.paragraph, cell(passage.n), passage.text, str(passage.length)]


class ComparedPair(NearPair):
    """One of the passages that two articles share."""

    verbatim: bool = Field(description="The same, punctuation aside.")
    moved: bool = Field(description="In another order than in the first article.")
    formula: bool
    articles: tuple[int, int] = Field(description="Articles that have the wording of each.")

    @classmethod
    def of_weighed(cls, weighed: Weighed[ComparedPassage], blocks: Mapping[str, StoredBlock]) -> Self:
        """Return a pair of passages with what is said of them."""
        passage = weighed.passage
        return cls.model_construct(
            **dict(NearPair.of(passage, blocks)),
            verbatim=passage.verbatim,
            moved=passage.moved,
            formula=weighed.is_formula,
            articles=passage.articles,
        )


class ComparedArticle(ParallelArticle):
    """One of two articles that are compared."""

    characters: int = Field(description="Punctuation aside.")
    shared: int = Field(description="Characters in passages that the other has, too.")

    @classmethod
    def extended(cls, article: StoredArticle, extent: ArticleExtent) -> Self:
        """Return an article with how much of it is shared."""
        own = ParallelArticle.of(article)
        return cls.model_construct(**own.model_dump(), characters=extent.characters, shared=extent.shared)


class ComparisonAnswer(Answer):
    """What two articles have in common, in the order of the first."""

    generation: str
    first: ComparedArticle
    second: ComparedArticle
    passages: tuple[ComparedPair, ...]

    @classmethod
    def of(
        cls,
        generation: str,
        articles: tuple[StoredArticle, StoredArticle],
        found: ComparedArticles,
        blocks: Mapping[str, StoredBlock],
    ) -> Self:
        """Return the answer for two articles."""
        weighed = sorted((*found.passages, *found.formulas), key=lambda each: each.passage.here.start)
        return cls.model_construct(
            generation=generation,
            first=ComparedArticle.extended(articles[0], found.comparison.first),
            second=ComparedArticle.extended(articles[1], found.comparison.second),
            passages=tuple(ComparedPair.of_weighed(each, blocks) for each in weighed),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the passages as a table."""
        yield [
            "paragraph", "n", "text", "length", "other_paragraph", "other_n", "other_text", "other_length",
            "matched", "agreement", "verbatim", "moved", "formula", "articles", "other_articles",
        ]  # fmt: skip
        for each in self.passages:
            flags = (str(flag).lower() for flag in (each.verbatim, each.moved, each.formula))
            agreed = [str(each.matched), cell(each.agreement)]
            yield [*_cells(each.here), *_cells(each.there), *agreed, *flags, *map(str, each.articles)]
