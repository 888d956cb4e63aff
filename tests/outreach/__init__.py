"""Stories of outreach."""
