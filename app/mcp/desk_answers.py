"""What tools of formulations and of parallels answer: with permalinks and the generation."""

from pydantic import Field

from app.answers.articles import Answer
from app.answers.dossier import DefiningSentence, DossierAnswer, Use
from app.answers.formulations import Formulation, KeyFormulation, KeyFormulations
from app.answers.parallels import ComparedPair, ComparisonAnswer, NearPair, PassageText
from app.mcp.answers import NOTE, URL, ArticleName


class NamedFormulation(Formulation):
    """A formulation, and where people see what is known of it."""

    url: str = Field(description="Its dossier.")


class NamedFamily(Answer):
    """A formulation that contains no other, and those that contain it."""

    head: NamedFormulation
    members: tuple[NamedFormulation, ...]


class FoundFormulations(Answer):
    """A slice of the formulations that are listed: in families, or first and last uses one by one."""

    generation: str
    total: int | None = Field(description="All that are listed; null where no text can tell.")
    families: tuple[NamedFamily, ...]
    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class NamedKey(KeyFormulation):
    """A formulation in two parts, and where people see what is known of it."""

    url: str = Field(description="Its dossier.")


class FoundKeyFormulations(KeyFormulations):
    """A slice of what two parts of the library prefer."""

    formulations: tuple[NamedKey, ...]
    url: str = Field(description=URL)


class NamedDefinition(DefiningSentence):
    """The first sentence that defines, with its permalink."""

    url: str


class NamedUse(Use):
    """An article that uses a formulation, with its permalink."""

    url: str


class FoundDossier(DossierAnswer):
    """What is known of one wording."""

    definition: NamedDefinition | None
    variants: tuple[NamedFormulation, ...]
    near: tuple[NamedFormulation, ...]
    uses: tuple[NamedUse, ...]
    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class PassageAt(PassageText):
    """A passage where it stands, with its permalink."""

    url: str


class SharedPlace(Answer):
    """Where a passage stands in another article for the first time."""

    url: str = Field(description="The permalink of its paragraph.")
    article: ArticleName


class SharedWording(Answer):
    """A passage that stands in other articles too."""

    passage: PassageAt
    articles: int = Field(description="All that have it, the article itself too.")
    weight: float
    formula: bool
    places: tuple[SharedPlace, ...]


class NearWordings(NearPair):
    """Two passages that are nearly the same, with their permalinks."""

    here: PassageAt
    there: PassageAt
    article: ArticleName = Field(description="The one that the second stands in.")


class FoundParallels(Answer):
    """What an article shares with others: a slice of its passages, those that weigh most first."""

    generation: str
    article: ArticleName
    characters: int = Field(description="Of the article, punctuation aside.")
    covered: int = Field(description="Those in passages that stand elsewhere verbatim.")
    passages: tuple[SharedWording, ...]
    passages_total: int
    near: tuple[NearWordings, ...]
    near_total: int
    url: str = Field(description=URL)


class FoundPair(ComparedPair):
    """One of the passages that two articles share, with its permalinks."""

    here: PassageAt
    there: PassageAt


class FoundComparison(ComparisonAnswer):
    """What two articles have in common: a slice of the passages, in the order of the first."""

    passages: tuple[FoundPair, ...]
    passages_total: int
    url: str = Field(description=URL)
