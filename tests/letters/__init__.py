"""Stories about letters: written with the fact, delivered afterwards."""
