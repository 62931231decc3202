"""Hand-ins are data, whatever their names look like."""

collect_ignore_glob = ["wrong/*", "right_*", "quirk_*", "bad_*"]
