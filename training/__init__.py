"""Makes the weights of `onrecord.tag` from labelled text. Not installed: see `python -m training --help`."""
