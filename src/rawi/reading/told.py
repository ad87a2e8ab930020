"""What is told of a claim: the chain of those who tell it, the stances that cues give it, and their words."""

from __future__ import annotations

from dataclasses import dataclass, field

from rawi.model import Link, Reserve, Stance


@dataclass
class Telling:
    """`links` first teller first, without the document; `unreal` where the text does not say that it is so."""

    links: list[Link] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    reserve: list[Reserve] = field(default_factory=list)
    unreal: bool = False
    voiced: list[Stance] = field(default_factory=list)
    """The stances that the words of those in `links` give, apart from any other cue."""

    @property
    def stance(self) -> Stance:
        return max(self.stances, key=lambda s: s.strength, default=Stance.STATED)

    def add(self, links: list[Link] | tuple[Link, ...]) -> None:
        """Further links behind those already there, each teller once."""
        for link in links:
            if all(link.tellers != known.tellers for known in self.links):
                self.links.append(link)
