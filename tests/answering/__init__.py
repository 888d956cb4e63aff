"""Stories about answering from a letter."""
