"""Papers: one Document, built by pure functions, written in many formats."""
