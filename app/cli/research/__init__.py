"""The commands of the research desk: the answers of its API as text, JSON or CSV."""
