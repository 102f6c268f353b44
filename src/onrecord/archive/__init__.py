"""The archive: what was reported, kept in one file and asked again.

`store.Archive` opens the file. `ingest.ingest` takes reports in, `settle.settle` puts them into stories.
`verify.verify` and `document.verify_document` ask whether words were said; `stories`, `story_record`, `diff`, `people`
and `decisions` show what is there and what editors decided of it; `watch.watch` follows feeds; `doctor.check` looks
whether all is sound. Nothing is imported here, so that each command loads only what it needs.
"""
