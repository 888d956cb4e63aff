"""Stories about signing in and accounts."""
