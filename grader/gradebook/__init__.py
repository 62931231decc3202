"""The class as a whole: who handed in what, what people decided, and what each student got."""
