"""Stories of the people’s first screens: the caseload, the file, the day."""
