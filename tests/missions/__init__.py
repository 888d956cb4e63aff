"""Stories about missions."""
