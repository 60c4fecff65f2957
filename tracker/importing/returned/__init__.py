"""What comes back: exports that were edited, return sheets that were filled in, answers by e-mail."""
