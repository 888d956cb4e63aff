"""Stories about the people who read the site’s words and comment them."""
