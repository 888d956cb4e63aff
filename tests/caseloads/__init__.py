"""Stories about référents, the people they follow, and the team."""
