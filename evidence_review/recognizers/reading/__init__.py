"""What every recogniser stands on: a text as it is read, word lists, the classifier, hits and how they are
joined."""
