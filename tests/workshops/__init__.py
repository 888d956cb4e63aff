"""Stories about ateliers, collective actions and ambassadors."""
