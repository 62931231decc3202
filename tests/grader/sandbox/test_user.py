"""Ids of slots: root's alone, and each but once."""

import os

from grader.sandbox.user import IDS, slot_user


def test_only_root_can_be_somebody_else(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert slot_user() is None


def test_two_slots_have_two_ids_and_an_id_that_was_given_back_is_had_again(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with slot_user() as one, slot_user() as other:
        assert one.id != other.id
        assert {one.id, other.id} <= set(IDS)
    with slot_user() as again:
        assert again.id == one.id


def test_an_id_that_somebody_has_is_left_alone(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("grader.sandbox.user._owners", lambda: set(IDS))
    assert slot_user() is None
