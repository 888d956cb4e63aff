"""The demonstration: what it holds, and what it never shows."""
