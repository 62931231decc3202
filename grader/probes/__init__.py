"""Plans which scenarios run on which inputs, and computes the reference's values for them."""
