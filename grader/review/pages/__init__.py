"""The pages: a module a page, each with its `PAGES`; `registry.py` finds them."""
