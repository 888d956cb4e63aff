"""Stories about messages and difficulties."""
