"""Hand-ins are data, whatever their names look like."""

collect_ignore_glob = ["base/*", "wrong/*", "right_*", "quirk_*", "bad_*"]
