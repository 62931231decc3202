"""What each student of a class got."""
