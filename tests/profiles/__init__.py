"""Stories about saying what one can and would like to do."""
