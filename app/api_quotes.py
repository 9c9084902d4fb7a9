"""The JSON of a quotation check: what is asked, and what is answered."""

from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from app.analysis.quotes.report import Change, ChangeKind, Checked, QuoteWarning, Report, Verdict, WarningKind
from app.api_models import Answer, Id
from app.api_research import cell

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


class QuoteCheck(Answer):
    """The quotations of a draft in its order, and what stands between marks and is too short."""

    generation: str
    checked: tuple[CheckedQuote, ...]
    passed: tuple[str, ...]

    @classmethod
    def of(cls, generation: str, report: Report) -> Self:
        """Return the answer of a report."""
        return cls.model_construct(
            generation=generation,
            checked=tuple(map(CheckedQuote.of, report.checked)),
            passed=tuple(each.text for each in report.passed),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the quotations as a table; warnings as ``kind: quotation → source``."""
        yield ["quote", "verdict", "paragraph", "article", "n", "source", "places", "warnings"]
        for each in self.checked:
            source = "".join(change.source for change in each.diff)
            warnings = "; ".join(f"{one.kind}: {one.quote} → {one.source}" for one in each.warnings)
            cells = (each.quote, each.verdict, each.paragraph, each.article, each.n, source, each.places)
            yield [*map(cell, cells), warnings]
