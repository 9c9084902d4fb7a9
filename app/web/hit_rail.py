"""The rail: where in an article the hits lie, as spare as a sparkline."""

RAIL_WIDTH = 1000


def rail_path(places: list[int]) -> str:
    """The ticks of a rail as one SVG path; ticks on one place are drawn once."""
    return "".join(f"M{place} 0v9" for place in dict.fromkeys(places))
