"""Stories about associations."""
