"""The window's own parts: painted, themed, named for screen readers, and used by every page and dialog."""
