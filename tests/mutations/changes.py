"""The single changes that can be made in a source text. Each leaves text that Python can read."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

TURNED: Final[dict[type[ast.AST], tuple[str, str]]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
}
"""How an operator is written, and what is written in its place."""

OTHER_CALL: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, order=True)
class Change:
    """Bytes `start` to `end` of a file are replaced."""

    path: str
    line: int
    start: int
    end: int
    new: str
    old: str
    kind: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line} {self.kind}: {_short(old)} -> {_short(new)}"

    def made_in(self, source: str) -> str:
        """Return the source with this change."""
        content = source.encode()
        return (content[: self.start] + self.new.encode() + content[self.end :]).decode()


def _short(text: str, most: int = 50) -> str:
    return text if len(text) <= most else f"{text[:most]}..."


def changes(path: str, source: str) -> list[Change]:
    """Return every change that can be made in a source, in the order of the text."""
    found = _Finder(path, source)
    found.visit(ast.parse(source))
    return sorted(change for change in set(found.changes) if _is_python(change.made_in(source)))


def _is_python(source: str) -> bool:
    try:
        compile(source, "changed", "exec")
    except SyntaxError:
        return False
    return True


class _Finder(ast.NodeVisitor):
    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.content = source.encode()
        self.line_starts = [0]
        for line in self.content.splitlines(keepends=True):
            self.line_starts.append(self.line_starts[-1] + len(line))
        self.changes: list[Change] = []

    # --- where things are ---

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self.line_starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.line_starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, start: int, end: int) -> str:
        return self.content[start:end].decode()

    def add(self, kind: str, line: int, start: int, end: int, new: str) -> None:
        self.changes.append(Change(self.path, line, start, end, new, self.text(start, end), kind))

    def put(self, kind: str, node: ast.expr | ast.stmt, new: str) -> None:
        self.add(kind, node.lineno, self.start(node), self.end(node), new)

    def turn(self, kind: str, left: ast.expr, operator: ast.AST, right: ast.expr) -> None:
        """Turn the operator between two expressions."""
        if type(operator) not in TURNED:
            return
        old, new = TURNED[type(operator)]
        first, last = self.end(left), self.start(right)
        place = re.search(r"(?<![<>=!])" + re.escape(old).replace(r"\ ", r"\s+"), self.text(first, last))
        if place is not None:
            start = first + len(self.text(first, last)[: place.start()].encode())
            self.add(kind, left.lineno, start, start + len(place[0]), new)

    # --- what is left as it is: types, texts, what is only for the eyes of a checker ---

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Python 3.11 does not say where the parts of such a text are."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            if not isinstance(node.target, ast.Name):
                self.drop(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *(value for value in node.args.kw_defaults if value is not None)):
            self.visit(default)
        for statement in node.body:
            self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    # --- what is changed ---

    def visit_Compare(self, node: ast.Compare) -> None:
        for (left, right), operator in zip(pairwise([node.left, *node.comparators]), node.ops, strict=True):
            self.turn("comparison turned", left, operator, right)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.turn("operator turned", node.left, node.op, node.right)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in pairwise(node.values):
            self.turn("operator turned", left, node.op, right)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.put("constant changed", node, str(not node.value))
        elif isinstance(node.value, int):
            self.put("constant changed", node, str(node.value + 1))
            self.put("constant changed", node, str(node.value - 1) if node.value else "(-1)")

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self.negate(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self.negate(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.negate(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.negate(test)
        self.generic_visit(node)

    def negate(self, test: ast.expr) -> None:
        self.put("condition negated", test, f"(not ({self.text(self.start(test), self.end(test))}))")

    def visit_Call(self, node: ast.Call) -> None:
        alike = isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}  # of two the order says nothing
        for one, other in pairwise([] if alike else node.args):
            spans = [(self.start(argument), self.end(argument)) for argument in (one, other)]
            first, second = (self.text(*span) for span in spans)
            if first != second and not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred):
                between = self.text(spans[0][1], spans[1][0])
                self.add("arguments swapped", one.lineno, spans[0][0], spans[1][1], f"{second}{between}{first}")
        if isinstance(node.func, ast.Name) and node.func.id in OTHER_CALL:
            self.put("operator turned", node.func, OTHER_CALL[node.func.id])
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.drop(node)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
            self.drop(node)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.turn("operator turned", node.target, node.op, node.value)
        self.drop(node)
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.drop(node)
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.drop(node)

    def visit_Break(self, node: ast.Break) -> None:
        self.drop(node)

    def drop(self, node: ast.stmt) -> None:
        self.put("line dropped", node, "pass")
