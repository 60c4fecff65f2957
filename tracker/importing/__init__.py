"""Reading source documents: files and pasted text become findings, dates and duties, each with its place."""
