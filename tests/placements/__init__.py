"""Stories about people at work in a mission."""
