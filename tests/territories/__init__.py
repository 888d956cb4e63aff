"""Stories about communes and territories."""
