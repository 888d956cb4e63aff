"""The lines of the report, a file for each thing they are about; each makes rows, then counts."""
