"""The small trained reader: what it proposes of a parsed sentence, and how a proposal becomes a finding."""
