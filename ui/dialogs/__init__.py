"""The dialogs: each is built, filled and read, and gives one command."""
