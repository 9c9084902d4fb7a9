"""YAML within bounds: texts, lists and mappings only."""

from collections.abc import Mapping

import yaml

_DEEPEST = 12


class _BoundedLoader(yaml.BaseLoader):
    """Load YAML without tags, aliases or great depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node; raise YAMLError for aliases and for what is nested too deep."""
        if self.check_event(yaml.AliasEvent) or self.depth >= _DEEPEST:
            raise yaml.YAMLError("an alias, or nested too deep")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def read_yaml(text: str) -> Mapping[object, object] | None:
    """Return a mapping written in YAML; None, where it is none or is not sound."""
    try:
        found = yaml.load(text, _BoundedLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if found is None or found == "":
        return {}
    return found if isinstance(found, dict) else None
