"""The small trained reader: what it proposes of a parsed sentence, and how a proposal becomes a finding."""

READER = "learned"
"""By this name its readings are told from others."""
