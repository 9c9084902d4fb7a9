"""A library for tests of what stands above the library: the five pages, a hostile one, a known one."""

import shutil
from pathlib import Path

from app.build.build import build
from app.config import Settings

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"

HOSTILE = '<script>document.title="owned"</script>'
# Markdown takes tags out of the text; escaped they are text.
ESCAPED = HOSTILE.replace("<", "\\<")
HOSTILE_PAGE = f"""# {ESCAPED}{{{{7*7}}}}

=cmd|' /C calc'!A0 是一段以公式开头的文字，后面有 \\</script>\\<img src=x onerror=alert(1)> 等记号。

第二段文字里有 javascript:alert(1) 与 \u202e 反向控制符，也有 {{% include "x" %}} 之类的写法。
"""
KNOWN_PAGE = """# 制度型开放行稳致远

稳步扩大制度型开放，是推动高质量发展的必然要求。各地区各部门认真贯彻落实党中央决策部署，取得积极进展。

制度型开放要求主动对接国际高标准经贸规则，在规则、规制、管理、标准等方面形成与之相衔接的制度体系。
"""
HOSTILE_SIDECAR = """newspaper = "=HYPERLINK(1)"
url = "https://paper.example/\\"><script>"
[[articles]]
opening = "=cmd|' /C calc'!A0 是一段以公式开头的文字"
authors = ["<b>\\u202e甲", "=2+5", "@SUM(1)"]
"""
SIDECAR = """newspaper = "人民日报"
date = "2024-03-12"
edition = "9"
url = "https://paper.example/2024/03/12/9.html"
[[articles]]
title = "制度型开放行稳致远"
document_number = "国发〔2024〕5号"
column = "理论纵横"
issuing_body = "国务院"
"""


def write_seeds(folder: Path) -> Path:
    """The five pages and two more, in ``folder``."""
    shutil.copytree(SEEDS, folder)
    (folder / "坏 <b>&amp;.md").write_text(HOSTILE_PAGE, encoding="utf-8")
    (folder / "坏 <b>&amp;.toml").write_text(HOSTILE_SIDECAR, encoding="utf-8")
    (folder / "坏\n\u202e名.md").write_text(
        f"# {ESCAPED}二\n\n名字里有换行与反向控制符的一页。\n", encoding="utf-8"
    )
    (folder / "known.md").write_text(KNOWN_PAGE, encoding="utf-8")
    (folder / "known.toml").write_text(SIDECAR, encoding="utf-8")
    (folder / "scan.txt").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    return folder


def built_library(folder: Path) -> Settings:
    """A built library below ``folder``."""
    settings = Settings(seeds=write_seeds(folder / "seeds"), index=folder / "index", page_size=20)
    build(settings, jobs=1)
    return settings
