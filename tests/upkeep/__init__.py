"""Stories of whoever runs the site: backups, restoring, a check of everything."""
