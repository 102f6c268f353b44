-- Schema 2: stories, what their reports have in common, and what editors decided.

-- What tagging proposed, so that a story can be made again without tagging anew.
CREATE TABLE proposals (
  version INTEGER PRIMARY KEY REFERENCES versions,
  proposals TEXT NOT NULL               -- JSON: [[[start, end], …], cue or null, source or null, score], one a proposal
);

-- What this file must remember of itself.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Reports of one event. `id` is that of the story's first report, with an s.
CREATE TABLE stories (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,                           -- of its first report that has one
  first TEXT,                           -- earliest and latest publication in it
  last TEXT,
  reports INTEGER NOT NULL,
  stale INTEGER NOT NULL DEFAULT 1      -- 1 where its record was not made since it changed
);
CREATE INDEX stories_last ON stories (last);
CREATE INDEX stories_stale ON stories (stale);

-- Which story a report is of; no row where that was not yet asked.
CREATE TABLE story_reports (
  report INTEGER PRIMARY KEY REFERENCES reports,
  grouped TEXT NOT NULL,                -- id of the story that it was grouped into
  story INTEGER NOT NULL REFERENCES stories -- that one, or where an editor moved it
);
CREATE INDEX story_reports_story ON story_reports (story);

-- The independent witnesses of a story: versions with the same `witness` count once.
CREATE TABLE witnesses (
  story INTEGER NOT NULL REFERENCES stories,
  version INTEGER NOT NULL REFERENCES versions,
  witness INTEGER NOT NULL,
  PRIMARY KEY (story, version)
) WITHOUT ROWID;
CREATE INDEX witnesses_version ON witnesses (version);

-- One thing said, in every version that was reported.
CREATE TABLE utterances (
  number INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories,
  n INTEGER NOT NULL,
  speaker TEXT,                         -- the fullest name in the story
  relation TEXT CHECK (relation IN ('identical', 'typographic', 'subset', 'edited', 'altered')),
  basis TEXT NOT NULL,
  confidence REAL NOT NULL,
  fullest TEXT NOT NULL,                -- ids of statements: the version's, "-s", the place in it
  earliest TEXT,
  UNIQUE (story, n)
);

-- The statements of an utterance, under the ids of the story's record.
CREATE TABLE utterance_statements (
  utterance INTEGER NOT NULL REFERENCES utterances,
  role TEXT NOT NULL CHECK (role IN ('version', 'paraphrase')),
  n INTEGER NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (utterance, role, n)
) WITHOUT ROWID;

-- The record of a story as it was last made (JSON, story-record/1).
CREATE TABLE records (
  story INTEGER PRIMARY KEY REFERENCES stories,
  made TEXT NOT NULL,
  record TEXT NOT NULL
);

-- What editors decided. Rows are only ever added: who takes a decision back adds one that undoes it.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  made TEXT NOT NULL,
  editor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('split', 'merge', 'speaker', 'base', 'story', 'same', 'distinct', 'undo')),
  subject TEXT NOT NULL,                -- JSON: what it is about; see docs
  reason TEXT NOT NULL DEFAULT '',
  undoes INTEGER REFERENCES decisions,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;

-- Whom an editor named as the speaker of a statement: made from `decisions`, kept for searches.
CREATE TABLE decided_speakers (
  statement INTEGER PRIMARY KEY REFERENCES statements,
  name TEXT NOT NULL,
  decision INTEGER NOT NULL REFERENCES decisions
);

-- Passages that the search index has with an outdated speaker.
CREATE TABLE reindex (
  statement INTEGER PRIMARY KEY REFERENCES statements
);
