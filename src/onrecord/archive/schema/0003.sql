-- Schema 3: what `watch` has to remember between two polls.

-- Feeds, and the pages they led to. `etag` and `last_modified` are sent back as the server gave them.
CREATE TABLE watched (
  url TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feed', 'page')),
  etag TEXT,
  last_modified TEXT,
  checked TEXT,                         -- when it was last asked for (UTC); null for never
  status INTEGER,                       -- what the server answered; 0 where none did
  times INTEGER NOT NULL DEFAULT 0,     -- how often it was fetched since it last changed
  failures INTEGER NOT NULL DEFAULT 0,  -- how often in a row it failed
  due REAL NOT NULL DEFAULT 0,          -- when to ask again (seconds since 1970, UTC)
  title TEXT,                           -- what the feed says of a page
  published TEXT,
  outlet TEXT
);
CREATE INDEX watched_due ON watched (kind, due);
