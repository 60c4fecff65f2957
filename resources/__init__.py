"""Files the program reads at run time, by importlib.resources."""
