"""Your code for the course: layers, networks, and the tools to train and check them."""
