"""Results back in the forms of learning platforms and of CI: text in, text out."""
