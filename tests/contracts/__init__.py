"""Stories of contracts and of engagement citoyen sheets."""
