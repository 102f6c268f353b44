"""The command line. It calls the public functions and renders what they return; nothing is decided here."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `onrecord` command."""
    from onrecord.cli.app import run

    run()
