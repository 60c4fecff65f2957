"""The Improvement Plan Tracker without its window: everything that is true of a plan."""
