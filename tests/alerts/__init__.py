"""Stories about hearing of new missions."""
