from pathlib import Path

import pytest

from app.analysis.dossier import find_definition, open_dossier
from app.analysis.formulations.catalogue import Catalogue
from app.library.library import Library
from tests.builders import build_dated_library


@pytest.mark.parametrize(
    ("text", "sentence", "words"),
    [
        ("总则。制度型开放的内涵，是改革。后文。", "制度型开放的内涵，是改革。", "制度型开放的内涵，是"),
        ("有人问。“制度型开放是改革。”", "制度型开放是改革。”", "制度型开放是"),
        ("他强调，制度型开放是改革；又说。", "制度型开放是改革；", "制度型开放是"),
        ("所谓制度型开放，就是改革。", "所谓制度型开放，就是改革。", "所谓制度型开放"),
        ("推进制度型开放是大事。", None, ""),
        ("制度型开放很好。", None, ""),
    ],
)
def test_a_definition_begins_a_sentence(text: str, sentence: str | None, words: str, tmp_path: Path) -> None:
    with Library(build_dated_library(tmp_path, [("", text)])).snapshot() as snapshot:
        found = find_definition(snapshot, "制度型开放")
    assert (found.sentence if found else None) == sentence
    if found:
        assert found.sentence[slice(*found.span)] == words


def test_a_wording_that_does_not_occur_has_a_dossier_without_uses(tmp_path: Path) -> None:
    with Library(build_dated_library(tmp_path, [("", "无关的话。")])).snapshot() as snapshot:
        found = open_dossier(snapshot, Catalogue(snapshot.formulations()), "制度型开放")
    assert found.found.counts.paragraphs == 0
    assert [found.uses, found.neighbours, found.definition] == [None, None, None]
