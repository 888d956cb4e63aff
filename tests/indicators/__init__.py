"""Figures, their rows, and the reports made of them."""
