"""The JSON of a quotation check: what is asked, and what is answered."""

from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from app.analysis.quotes.report import (
    Change,
    ChangeKind,
    Checked,
    NearFormulation,
    QuoteWarning,
    Report,
    Verdict,
    WarningKind,
)
from app.answers.articles import Answer, Id
from app.answers.research import cell

EXAMPLE = "会议指出：“坚持创新驱动发展，不断塑造发展新动能。”"
_ALTERED: JsonDict = {
    "quote": "坚持创新驱动发展，不断塑造发展新动能。",
    "verdict": "altered",
    "paragraph": "0h5k2m9p7q3r8s4t",
    "article": "1j6n3q0s8t4v9w5x",
    "n": 5,
    "diff": [
        {
            "kind": "same",
            "quote": "坚持创新驱动发展，不断塑造发展新动能",
            "source": "坚持创新驱动发展，不断塑造发展新动能",
        },
        {"kind": "changed", "quote": "", "source": "新优势"},
    ],
    "places": 1,
    "warnings": [],
}


class QuoteRequest(BaseModel):
    """A sentence or a whole draft; it is neither stored nor logged."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": EXAMPLE}]})

    text: str = Field(description="Quotations are what stands between marks or after 指出： and the like.")


class QuoteChange(Answer):
    """A stretch as the quotation has it and as the source has it; either may be empty."""

    kind: ChangeKind
    quote: str
    source: str

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return one stretch."""
        return cls.model_construct(kind=change.kind, quote=change.quote, source=change.source)


class QuotationWarning(Answer):
    """What must be seen first: as the draft has it, as the source has it."""

    kind: WarningKind
    quote: str
    source: str

    @classmethod
    def of(cls, warning: QuoteWarning) -> Self:
        """Return one warning."""
        return cls.model_construct(kind=warning.kind, quote=warning.quote, source=warning.source)


class CheckedQuote(Answer):
    """One quotation with its verdict, and where it stands or, if it is absent, what comes nearest."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ALTERED]})

    quote: str
    verdict: Verdict
    paragraph: Id | None = Field(description="Where it stands; of an absent one the nearest passage.")
    article: Id | None
    n: int | None = Field(description="The number of the paragraph; none of a title.")
    diff: tuple[QuoteChange, ...] = Field(description="All of the quotation, beside its source.")
    places: int = Field(description="Occurrences of the source's wording, punctuation aside.")
    warnings: tuple[QuotationWarning, ...]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """Return one quotation."""
        found = checked.found
        return cls.model_construct(
            quote=checked.quotation.text,
            verdict=checked.verdict,
            paragraph=found.block.id if found else None,
            article=found.article.id if found else None,
            n=found.block.n if found else None,
            diff=tuple(map(QuoteChange.of, checked.changes)),
            places=found.places if found else 0,
            warnings=tuple(map(QuotationWarning.of, checked.warnings)),
        )


class NearWording(Answer):
    """A wording of the draft that is nearly a frequent formulation of the library, and not quite it."""

    wording: str = Field(description="As the draft has it first.", examples=["普惠平衡共赢"])
    spans: tuple[tuple[int, int], ...] = Field(description="Its places in the text that was posted.")
    occurrences: int = Field(description="Of this wording in the library, punctuation aside.", examples=[0])
    formulation: str = Field(examples=["普惠均衡共赢"])
    formulation_occurrences: int = Field(description="Those that a search for it counts.", examples=[12])
    formulation_articles: int = Field(examples=[5])
    diff: tuple[QuoteChange, ...] = Field(description="All of the wording, beside the formulation.")

    @classmethod
    def of(cls, found: NearFormulation) -> Self:
        """Return one wording."""
        formulation = found.formulation
        return cls.model_construct(
            wording=found.text,
            spans=found.spans,
            occurrences=found.occurrences,
            formulation=formulation.text,
            formulation_occurrences=formulation.occurrences,
            formulation_articles=formulation.articles,
            diff=tuple(map(QuoteChange.of, found.changes)),
        )

    def row(self) -> list[str]:
        """Return the cells of a table, under the names that those of a quotation have."""
        cells = (self.wording, "near_formulation", "", "", "", self.formulation, self.formulation_occurrences)
        return [*map(cell, cells), ""]


class QuoteCheck(Answer):
    """The quotations of a draft in its order, wordings that are nearly formulations, and what stands between
    marks and is too short."""

    generation: str
    checked: tuple[CheckedQuote, ...]
    near_formulations: tuple[NearWording, ...]
    passed: tuple[str, ...]

    @classmethod
    def of(cls, generation: str, report: Report) -> Self:
        """Return the answer of a report."""
        return cls.model_construct(
            generation=generation,
            checked=tuple(map(CheckedQuote.of, report.checked)),
            near_formulations=tuple(map(NearWording.of, report.near)),
            passed=tuple(each.text for each in report.passed),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the quotations as a table, warnings as ``kind: quotation → source``, then near wordings, each
        with its formulation as source."""
        yield ["quote", "verdict", "paragraph", "article", "n", "source", "places", "warnings"]
        for each in self.checked:
            source = "".join(change.source for change in each.diff)
            warnings = "; ".join(f"{one.kind}: {one.quote} → {one.source}" for one in each.warnings)
            cells = (each.quote, each.verdict, each.paragraph, each.article, each.n, source, each.places)
            yield [*map(cell, cells), warnings]
        yield from (each.row() for each in self.near_formulations)
