"""What learning platforms let an instructor download, as hand-ins and roster entries."""
