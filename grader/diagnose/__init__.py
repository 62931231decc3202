"""Why a verdict is what it is: known mistakes, crashes read, faults carried from earlier questions. Pure."""
