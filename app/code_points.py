"""Texts as arrays of code points."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def points_of(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(points: NDArray[Any]) -> str:
    """Return the text of code points."""
    return points.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
