"""`python -m onrecord.cli`: the command, where it is not on the path."""

from onrecord.cli import main

main()
