"""Stories about people who ask to meet an association."""
