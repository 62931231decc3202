"""New, converted and packaged assignments."""
