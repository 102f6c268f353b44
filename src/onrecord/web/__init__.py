"""The story page and the HTTP API. They render a record; nothing is found here."""
