"""The warehouse: accepted snapshots, runs, hits and their events in one DuckDB file, append-only."""
