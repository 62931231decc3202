"""The kinds of check: how a criterion is measured, decided and worded, a module a kind."""
