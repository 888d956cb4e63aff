"""Stories of passports."""
