"""Quality on labelled text. Not installed: run as `python -m evaluation` from the repository's root."""
