"""Stories about suggestions."""
