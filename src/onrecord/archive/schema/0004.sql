-- Schema 4: inputs are read in pieces, each with what was left out of it; sentence vectors are kept a while.

-- How many items of a piece were left out, by code (a JSON object).
ALTER TABLE inputs ADD COLUMN left_out TEXT NOT NULL DEFAULT '{}';
UPDATE inputs SET left_out = (
  SELECT json_group_object(code, n) FROM (
    SELECT code, count(*) AS n FROM left_out AS l WHERE l.input = inputs.input GROUP BY code
  )
);

-- What tagging said of each sentence of the latest versions, so that the record of their story is made without tagging
-- anew. Older ones are taken away: what is missing is tagged again.
CREATE TABLE vectors (
  version INTEGER PRIMARY KEY REFERENCES versions,
  maker TEXT NOT NULL,                  -- the weights that they hold for
  vectors BLOB NOT NULL                 -- float16, little-endian, one row a sentence
);
