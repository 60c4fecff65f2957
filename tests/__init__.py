"""The tests; `python3 main.py test` runs them."""
