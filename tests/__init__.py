"""Stories about people, and the rules of the house."""
