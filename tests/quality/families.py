"""The ways in which pages differ, by name; each page of the generator shows one for certain."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.quality.typeset import Style

Change = Callable[[Random], dict[str, object]]


def always(**fields: object) -> Change:
    """A family that sets these fields."""
    return lambda _: fields


FAMILIES: dict[str, Change] = {
    "plain": always(),
    "measure_narrow": lambda rng: {"measure": rng.randint(11, 14)},
    "measure_wide": lambda rng: {"measure": rng.randint(28, 41)},
    "measure_change": lambda rng: {"later_measure": rng.choice([14, 18, 26, 32])},
    "indent_ideographic": always(indent_text="　　"),
    "indent_spaces": always(indent_text="    "),
    "no_indent": always(indent=0, blanks="none"),
    "no_indent_blanks": always(indent=0, blanks="every"),
    "blank_every": always(blanks="every"),
    "blank_paragraph": always(blanks="paragraph"),
    "blank_random": always(blanks="random"),
    "blank_columns": always(blanks="mixed", column=30),
    "squeeze": always(squeeze=True),
    "spaced_lines": always(spaced_lines=0.15),
    "num_space": always(num_space=0.8),
    "lead_space": always(lead_space=True),
    "title_absent": always(title="absent"),
    "title_after": always(title="after", byline="box"),
    "title_above_previous": always(title="above_previous"),
    "title_below_next_head": always(title="below_next_head"),
    "title_two_lines": always(two_line_title=True),
    "overprint_whole": always(overprint="whole"),
    "overprint_lines": always(overprint="lines", two_line_title=True),
    "overprint_triple": always(overprint="triple"),
    "overprint_chunks": always(overprint="chunks"),
    "overprint_shadow": always(overprint="shadow", two_line_title=True),
    "overprint_byline": always(overprint_byline=True, overprint="whole"),
    "byline_box": lambda rng: {"byline": rng.choice(["box", "box0", "square"])},
    "byline_plain": lambda rng: {"byline": rng.choice(["plain", "spread"])},
    "byline_wen": always(byline="wen"),
    "byline_lines": always(byline="lines"),
    "byline_none": always(byline="none"),
    "note_none": always(note="none"),
    "note_bracket": always(note="bracket"),
    "note_ascii": always(note="ascii"),
    "note_cut": always(note="cut"),
    "kicker": always(kicker=True),
    "key_points": always(key_points=True),
    "caption": always(caption=True),
    "furniture": always(furniture=True),
    "column_break": lambda rng: {"column": rng.randint(15, 40), "blanks": "columns"},
    "column_repeat": always(column=30, repeat_at_break=True),
    "rotate": always(rotate=True),
    "interleave": always(interleave=True),
    "unwrapped": always(unwrapped=True, blanks="paragraph"),
    "unwrapped_cut": always(unwrapped=True, blanks="paragraph", column=6),
    "unwrapped_rotate": always(unwrapped=True, blanks="paragraph", rotate=True),
    "everything": lambda rng: {
        "blanks": "random",
        "squeeze": True,
        "num_space": 0.4,
        "spaced_lines": 0.05,
        "overprint": rng.choice(["whole", "chunks", "lines"]),
        "title": rng.choice(["before", "above_previous"]),
        "column": 40,
        "caption": True,
        "furniture": True,
    },
}


def style_of(family: str, rng: Random) -> Style:
    """A random but unremarkable page, then the family's own change."""
    base = Style(
        measure=rng.choice([14, 15, 17, 18, 19, 20, 20, 21, 22, 24, 26]),
        indent_text=rng.choice(["", "", "", "　　"]),
        squeeze=rng.random() < 0.4,
        blanks=rng.choice(["none", "every", "random", "columns", "mixed"]),
        num_space=rng.choice([0, 0, 0.8]),
        column=rng.choice([0, 35, 50]),
        overprint=rng.choice(["none", "none", "none", "whole"]),
        two_line_title=rng.random() < 0.3,
        byline=rng.choice(["plain", "box", "box0", "lines", "spread"]),
        note=rng.choice(["round", "round", "bracket", "ascii"]),
        kicker=rng.random() < 0.1,
        caption=rng.random() < 0.1,
    )
    return replace(base, **FAMILIES[family](rng))  # type: ignore[arg-type]
