"""Speed, memory and growth against named peers, in one run. Not installed: `python -m benchmarks.NAME`."""
