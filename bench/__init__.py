"""Measures of ranking, beside the peers one would pick instead."""
