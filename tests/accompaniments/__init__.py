"""The stories of accompaniments."""
