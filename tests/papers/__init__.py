"""Stories of papers."""
