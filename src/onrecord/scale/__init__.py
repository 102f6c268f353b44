"""The stages up to the archive on a distributed engine: sources in, Parquet out, which `ingest` takes up."""
