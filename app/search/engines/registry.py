"""The engine that the settings ask for."""

from app.config import Settings
from app.search.contract import SearchEngine


def create_engine(settings: Settings) -> SearchEngine:
    """The search engine; its library is imported only here, when it is wanted."""
    from app.search.engines.local.engine import LocalEngine

    return LocalEngine(settings.seeds / "dictionary.txt", most_places=settings.max_places)
