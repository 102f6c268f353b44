-- Schema 1: reports, their versions, and what was read in each.
--
-- `number` columns are short keys inside one file. `id` columns are made from the content and are the
-- same in every archive that holds it. Offsets are Unicode code points into `versions.text`, half-open:
-- substr(text, "start" + 1, "end" - "start"). Times are ISO 8601.

-- One row a report: what stands at one address, or, without an address, one text.
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  address TEXT                          -- normalised URL; null where the input had none
);

-- One row a version: a page of the same address that changed is a new one, never an overwrite.
CREATE TABLE versions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports,
  outlet TEXT,
  title TEXT,
  byline TEXT,
  url TEXT,
  language TEXT,
  role TEXT NOT NULL CHECK (role IN ('report', 'transcript')),
  published TEXT,                       -- date or time, as precise as it is known
  published_basis TEXT CHECK (published_basis IN ('given', 'stated', 'inferred')),
  published_start INTEGER,              -- the words that show it
  published_end INTEGER,
  modified TEXT,
  modified_basis TEXT CHECK (modified_basis IN ('given', 'stated', 'inferred')),
  modified_start INTEGER,
  modified_end INTEGER,
  day INTEGER,                          -- of publication, 1 for 0001-01-01; the first of a month or year
  maker TEXT NOT NULL,                  -- version, weights and runtime that read the statements
  ingested TEXT NOT NULL,               -- when this file took it in (no part of the content)
  text TEXT NOT NULL
);
CREATE INDEX versions_report ON versions (report);
CREATE INDEX versions_day ON versions (day);
CREATE INDEX versions_outlet ON versions (outlet);

-- Every input a version came from, as its user named it.
CREATE TABLE sources (
  version INTEGER NOT NULL REFERENCES versions,
  input TEXT NOT NULL,
  encoding TEXT NOT NULL,               -- '' where the input names none
  PRIMARY KEY (version, input, encoding)
) WITHOUT ROWID;

-- Credit lines: "(AP)", "with Reuters".
CREATE TABLE credits (
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (version, n)
) WITHOUT ROWID;

-- Who is named or meant in one version.
CREATE TABLE persons (
  number INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'role', 'document', 'group')),
  name TEXT NOT NULL,
  UNIQUE (version, n)
);
CREATE INDEX persons_name ON persons (name);

-- The forms of a person's name, and how often each stands there.
CREATE TABLE names (
  person INTEGER NOT NULL REFERENCES persons,
  n INTEGER NOT NULL,
  text TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (person, n)
) WITHOUT ROWID;

-- Where a person is mentioned (pronouns too), and which words give the role.
CREATE TABLE mentions (
  person INTEGER NOT NULL REFERENCES persons,
  what TEXT NOT NULL CHECK (what IN ('mention', 'role')),
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (person, what, n)
) WITHOUT ROWID;

-- Names as tagged, whoever they belong to.
CREATE TABLE tagged (
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'place', 'other')),
  score REAL NOT NULL,
  PRIMARY KEY (version, n)
) WITHOUT ROWID;

-- Each reported statement. `words` is its content; the pieces of a broken content are joined by " … ".
CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'partial', 'indirect')),
  words TEXT NOT NULL,
  cue_start INTEGER,
  cue_end INTEGER,
  source_start INTEGER,
  source_end INTEGER,
  speaker INTEGER REFERENCES persons,
  speaker_basis TEXT,
  confidence REAL NOT NULL,
  stance TEXT,
  UNIQUE (version, n)
);
CREATE INDEX statements_speaker ON statements (speaker);

-- The spans of a statement's content, in text order.
CREATE TABLE contents (
  statement INTEGER NOT NULL REFERENCES statements,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (statement, n)
) WITHOUT ROWID;

-- Who may have said it, where that is open.
CREATE TABLE candidates (
  statement INTEGER NOT NULL REFERENCES statements,
  n INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES persons,
  PRIMARY KEY (statement, n)
) WITHOUT ROWID;
CREATE INDEX candidates_person ON candidates (person);

-- Everything in quotation marks, also where no statement was made of it.
CREATE TABLE quotations (
  number INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  statement INTEGER REFERENCES statements, -- whose content it is (part of)
  UNIQUE (version, n)
);
CREATE INDEX quotations_statement ON quotations (statement);

-- Temporal expressions (TIMEX3).
CREATE TABLE timexes (
  version INTEGER NOT NULL REFERENCES versions,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')),
  value TEXT,
  mod TEXT,
  anchor TEXT,
  first TEXT,
  last TEXT,
  event_start INTEGER,
  event_end INTEGER,
  PRIMARY KEY (version, n)
) WITHOUT ROWID;

-- What the reader of a version must know.
CREATE TABLE notices (
  version INTEGER NOT NULL REFERENCES versions,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (version, code, message)
) WITHOUT ROWID;

-- What was left out, and why.
CREATE TABLE left_out (
  input TEXT NOT NULL,
  item TEXT NOT NULL,                   -- which part of the input; '' for all of it
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (input, item, code, message)
) WITHOUT ROWID;

-- Inputs that were read to their end: a rerun need not open them.
CREATE TABLE inputs (
  input TEXT NOT NULL,
  fingerprint TEXT NOT NULL,            -- changes where the input does
  items INTEGER NOT NULL,
  PRIMARY KEY (input, fingerprint)
) WITHOUT ROWID;

-- Statements with their report, for a look with any SQLite tool.
CREATE VIEW said AS
SELECT v.outlet, v.published, p.name AS speaker, s.kind, s.words,
       substr(v.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
       substr(v.text, s.source_start + 1, s.source_end - s.source_start) AS source,
       s.stance, s.confidence, v.title, v.url, v.id AS version, s.n
FROM statements s
JOIN versions v ON v.number = s.version
LEFT JOIN persons p ON p.number = s.speaker;
