"""What grading costs: beside other graders on the same cells, a submission at a time, and over a long run."""
