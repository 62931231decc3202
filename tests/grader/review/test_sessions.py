"""The secret of a class: whole, its owner's alone, the same for all who ask."""

from grader.review.sessions import FILE, SECRET_BYTES, secret_of


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    secret = secret_of(tmp_path)
    assert secret_of(tmp_path) == secret
    assert len(secret) == 2 * SECRET_BYTES
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_not_written_to_its_end_is_made_anew(tmp_path):
    (tmp_path / FILE).write_text("")
    assert len(secret_of(tmp_path)) == 2 * SECRET_BYTES
