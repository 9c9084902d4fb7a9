"""The file of a generation's formulations, with the candidates from which the next one goes on."""

from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.formulations.candidates import Candidates, Found
from app.search.engines.local.formulations.lookup import Spread
from app.search.engines.local.formulations.mine import Mined

_SPREAD = ("blocks", "starts", "articles", "times")


def write_mined(path: Path, mined: Mined) -> None:
    """Write formulations and candidates into a new file."""
    found = mined.candidates.found
    with ArrayWriter(path) as writer:
        writer.put("characters", np.array([mined.characters], np.int64))
        writer.put_strings("text", mined.texts)
        writer.put_strings("printed", mined.spread.printed)
        writer.put("title", np.array([text in mined.titles for text in mined.texts], bool))
        for name in _SPREAD:
            writer.put_small(name, getattr(mined.spread, name))
        writer.put_strings("candidate", found.texts)
        writer.put_small("candidate-cut", found.cut)
        writer.put("candidate-free", found.free)
        writer.put_small("candidate-words", found.words)
        writer.put_small("candidate-times", mined.candidates.times)
        writer.put_small("candidate-parts", mined.candidates.parts.ravel())
        writer.put_small("candidate-marks", mined.candidates.marks)
        writer.put_small("candidate-part-marks", mined.candidates.part_marks.ravel())


def read_spread(arrays: ArrayReader) -> Spread:
    """Return where the formulations of a file occur."""
    return Spread(arrays.strings("printed"), *(arrays[name] for name in _SPREAD))


def read_mined(path: Path) -> Mined:
    """Return the formulations and candidates of a file."""
    arrays = ArrayReader(path)
    texts, is_title = list(arrays.strings("text")), arrays["title"].tolist()
    found = Found(
        arrays.strings("candidate"),
        arrays["candidate-cut"],
        arrays["candidate-free"],
        arrays["candidate-words"].astype(np.uint32),
    )
    times, parts = (arrays[f"candidate-{name}"].astype(np.int64) for name in ("times", "parts"))
    return Mined(
        int(arrays["characters"][0]),
        texts,
        {text for text, title in zip(texts, is_title, strict=True) if title},
        Candidates(
            found,
            times,
            parts.reshape(-1, 2),
            arrays["candidate-marks"],
            arrays["candidate-part-marks"].reshape(-1, 2),
        ),
        read_spread(arrays),
    )
