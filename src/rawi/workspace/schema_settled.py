"""The tables of what resolving and weighing made of everything: all of it can be made again.

Rows carry the number of the `memo` of their settlement. Beside what is shown stands what tells a later settlement which
of it a new document or a decision touches.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from rawi.workspace.metadata import metadata

entities = Table(
    "entities",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("plain", Text),  # JSON: what may place others of its name apart, where it is one name that recurs
)

members = Table(  # which mentions an entity is made of
    "members",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("mention", Text, primary_key=True),
    Column("entity", Text, nullable=False),
)
Index("members_by_entity", members.c.memo, members.c.entity)

joins = Table(
    "joins",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("claim", Text),
    Column("provisional", Boolean, nullable=False),
    Column("decision", Integer),  # the decision that joined them
)

held_apart = Table(  # joins that a rule asked for and that were not made, with why
    "held_apart",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("decision", Integer),
)

unmet = Table(  # decisions in force that could not be carried out
    "unmet",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("decision", Integer, ForeignKey("decisions.id"), primary_key=True),
    Column("why", Text, nullable=False),
)

forms = Table(  # each name of each entity
    "forms",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Integer, primary_key=True),  # from the entity and the name
    Column("entity", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mentions", Integer, nullable=False),  # of the entity, to order by
)
Index("forms_by_entity", forms.c.memo, forms.c.entity)

form_keys = Table(  # what spellings, translations and scripts of a name share: how names are found
    "form_keys",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("form", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("form_keys_by_form", form_keys.c.memo, form_keys.c.form)

arguments = Table(  # the entity that fills each place of each claim, edits of people applied
    "arguments",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("role", Text, primary_key=True),  # subject, object, place
    Column("entity", Text, nullable=False),
)
Index("arguments_by_entity", arguments.c.memo, arguments.c.entity, arguments.c.claim)

questions = Table(  # what claims answer, weighed; `key` is of everything that the weighing rests on
    "questions",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("asked", Text, nullable=False),  # topic, entities and slot: what questions are ordered by
    Column("entity", Text, nullable=False),
    Column("other", Text),
    Column("contested", Boolean, nullable=False),
    Column("record", Text, nullable=False),  # the Question as JSON
)
Index("questions_by_entity", questions.c.memo, questions.c.entity)
Index("questions_by_other", questions.c.memo, questions.c.other)
Index("questions_asked", questions.c.memo, questions.c.asked)
Index("questions_contested", questions.c.memo, questions.c.contested, questions.c.asked, questions.c.id)

findings = Table(
    "findings",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Text, primary_key=True),  # of the record
    Column("scope", Text, nullable=False),  # what it was found in: a claim, an entity, a question, or all texts
    Column("kind", Text, nullable=False),
    Column("entity", Text),  # null: about documents only
    Column("record", Text, nullable=False),  # the Finding as JSON
)
Index("findings_by_entity", findings.c.memo, findings.c.entity)
Index("findings_by_scope", findings.c.memo, findings.c.scope)

dependences = Table(  # which document rests on which, with the evidence; people's verdicts are replayed over them
    "dependences",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),  # the Dependence as JSON
    Column("later", Text),  # the document that rests on the other
)
Index("dependences_by_later", dependences.c.memo, dependences.c.later)

fillers = Table(  # who is an answer to a question, where entities exclude each other: leaders, founders
    "fillers",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("question", Text, primary_key=True),
)
Index("fillers_by_question", fillers.c.memo, fillers.c.question)

accounts = Table(  # whose word a claim is and when its text tells it, where that is anything but the document's own
    "accounts",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("record", Text, nullable=False),  # JSON
)

tellers = Table(  # the entities on whom it hangs whose word a claim is
    "tellers",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
)
Index("tellers_by_claim", tellers.c.memo, tellers.c.claim)

traces = Table(  # when each document was published, as far as is known, and what leads from it to others
    "traces",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("document", Text, primary_key=True),
    Column("first", Text, nullable=False),  # the first and the last day on which it may have been
    Column("last", Text, nullable=False),
    Column("leads", Text, nullable=False),  # JSON: whom it names, what it cites; null for one without claims
    Column("address", Text),  # by what notes may mean it, as these are compared
    Column("author", Text),
    Column("title", Text),
    Column("letters", Integer),  # of the title
)
Index("traces_by_address", traces.c.memo, traces.c.address)
Index("traces_by_author", traces.c.memo, traces.c.author)
Index("traces_by_letters", traces.c.memo, traces.c.letters)

answered = Table(  # the details that a document tells, which others may have from it
    "answered",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("document", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("chance", Float, nullable=False),  # that another gives the same and never saw it
    sqlite_with_rowid=False,
)
Index("answered_by_document", answered.c.memo, answered.c.document)

shares = Table(  # the words that two documents share
    "shares",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("later", Text, primary_key=True),
    Column("earlier", Text, primary_key=True),
    Column("record", Text, nullable=False),  # JSON
)
Index("shares_by_earlier", shares.c.memo, shares.c.earlier)

known_as = Table(  # the names of those who wrote or published a document
    "known_as",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("document", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("known_as_by_document", known_as.c.memo, known_as.c.document)

cited = Table(  # the works that the notes of a document cite, as far as they could be read
    "cited",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("document", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("address", Text),  # these three as they are compared
    Column("author", Text),
    Column("title", Text),
    Column("letters", Integer),  # of the title
    sqlite_with_rowid=False,
)
Index("cited_by_address", cited.c.memo, cited.c.address)
Index("cited_by_author", cited.c.memo, cited.c.author)
Index("cited_by_letters", cited.c.memo, cited.c.letters)

local_kin = Table(  # mentions of one document that names tie to each other there, by the smallest of them
    "local_kin",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("mention", Text, primary_key=True),
    Column("first", Text, nullable=False),
)
Index("local_kin_by_first", local_kin.c.memo, local_kin.c.first)

rests_upon = Table(  # what the settlement was made from: readings of documents, and decisions
    "rests_upon",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("state", Text, nullable=False),
)
