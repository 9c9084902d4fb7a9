"""Files that several generations have."""

import os
import shutil
from pathlib import Path


def link(source: Path, target: Path) -> None:
    """Hard-link a file; copy it where the file system has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
