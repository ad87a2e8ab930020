"""Templates compiled for pages with thousands of values: each is put out with one call instead of three.

What Jinja asks of every value and of every function at every call (is it a context function, is it a string, does it
know its HTML) is asked here once, or in the order in which pages answer it. What comes out is the same.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_needs_care = re.compile("[^\n !#$%(-;=?-~]").search
"""What is not put out as it is: controls, letters beyond ASCII, and what means something in HTML."""


class _Generator(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.put(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        """Without `else` it is nothing, and not a value that says that it is none."""
        if node.expr2 is None:
            node.expr2 = nodes.Const("")
        super().visit_CondExpr(node, frame)


class _Context(Context):
    def call(__self, __obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """No function of a page takes the context; macros are told that they are escaped."""
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs) if type(__obj) is Macro else __obj(*args, **kwargs)


class Swift(Environment):
    """An environment that always escapes; `finalize` is what every value of a page goes through."""

    code_generator_class = _Generator
    context_class = _Context

    def put(self, value: Any) -> str:
        """A value as a page has it: escaped, and what has to be made visible made so; markup stays as it is."""
        if type(value) is str and _needs_care(value) is None:
            return value
        if type(value) is Markup:
            return value
        assert self.finalize is not None
        return str(escape(self.finalize(value)))
