"""Existing trackers: workbooks, lists and tables, by way of a proposal, into a plan."""
