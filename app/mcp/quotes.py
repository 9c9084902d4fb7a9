"""The tool that checks quotations against the library."""

from typing import Annotated

from pydantic import Field

from app.analysis.quotes.check import check
from app.answers.quotes import QuoteCheck
from app.mcp.answers import CheckedSource, CheckedText, NearFormulation
from app.mcp.opening import Call, Opener

LONGEST = 100_000
"""Characters of a text that is checked at once."""


class QuoteTools:
    """What the quotation check says, for assistants; nothing of a text is kept."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def check_quotations(
        self,
        call: Call,
        text: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST,
                description="A sentence, or a draft whose quotations stand in “”, 「」, 『』, after 指出：",
            ),
        ],
    ) -> CheckedText:
        """Compare quotations with the library: exact, punctuation (only marks or forms differ), altered (with
        what was changed; numbers and negations first) or absent, each with where it stands; and wordings that
        are nearly a frequent formulation of the library and rare there."""
        with self._open(call) as opened:
            found = QuoteCheck.of(opened.generation, check(opened.snapshot, text))
            checked = (
                CheckedSource.model_construct(
                    **dict(each), url=opened.paragraph(each.paragraph) if each.paragraph else ""
                )
                for each in found.checked
            )
            near = (
                NearFormulation.model_construct(
                    **dict(each), url=opened.links.absolute(opened.links.formulation(each.formulation))
                )
                for each in found.near_formulations
            )
            return CheckedText.model_construct(
                generation=found.generation,
                checked=tuple(checked),
                near_formulations=tuple(near),
                passed=found.passed,
                url=opened.links.absolute(opened.links.desk("quote")),
                searched=opened.snapshot.generation.blocks,
            )
