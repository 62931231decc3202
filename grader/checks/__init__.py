"""Defines the kinds of check, one module for each: how a criterion is measured, decided and worded."""
