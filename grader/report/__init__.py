"""From a judged record to what people read: one dictionary, and three renderings of it. Pure."""
