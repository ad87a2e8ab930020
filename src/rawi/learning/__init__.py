"""The corpus that the project wrote, its checks, and the training of the small reader that learns from it."""
