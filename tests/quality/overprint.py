"""Display type that was printed twice for weight and extracted twice."""

from random import Random


def overprinted(lines: list[str], habit: str, rng: Random) -> list[str]:
    """Title lines as the habit leaves them.

    whole: each line said twice; lines: the lines repeated as a group; triple: once alone, then
    twice; chunks: the line cut in pieces of three to six characters, each said twice; shadow: each
    line, a blank, the line again.
    """
    match habit:
        case "whole":
            return [line + line for line in lines]
        case "lines":
            return [*lines, "", *lines]
        case "triple":
            return [part for line in lines for part in (line, line + line)]
        case "chunks":
            return [_chunked(line, rng) for line in lines]
        case "shadow":
            return [part for line in lines for part in (line, "", line)]
    return lines


def _chunked(line: str, rng: Random) -> str:
    pieces, at = [], 0
    while at < len(line):
        step = rng.randint(3, 6)
        pieces.append(line[at : at + step] * 2)
        at += step
    return "".join(pieces)
