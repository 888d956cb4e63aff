"""Stories about the public pages."""
