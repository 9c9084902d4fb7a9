"""``python -m app`` is ``judou``."""

from importlib import import_module

from app.gc_pause import importing


def main() -> None:
    """Run the command line; it is imported here, for looking for garbage takes an eighth of importing it."""
    with importing():
        cli = import_module("app.cli.main")
    cli.main()


if __name__ == "__main__":
    main()
