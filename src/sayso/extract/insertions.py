"""Cut inserted and appended parts out of a clause: relative clauses, "including three children", ", killing five"."""

from __future__ import annotations

from .predicates import EFFECTS, SUBSETS, Piece, Predicates


class Insertions(Predicates):
    """Take apart what a clause carries along."""

    __slots__ = ()

    def relative(self, run: Piece) -> list[Piece]:
        """At ", who …" and ", which …" with a verb; the main clause goes on after the closing comma."""
        cuts = [k for k in range(2, len(run) - 2) if self._opens_relative(run, k) and self.finite(run[k : k + 7])]
        return self._closed(run, cuts)

    def _opens_relative(self, run: Piece, k: int) -> bool:
        """ ", who …", ", which …", ", during which …"."""
        if self.text(run[k - 1]) != ",":
            return False
        at = k + 1 if self.tokens[run[k]].tag in {"PRP", "PRF"} else k
        return (
            at < len(run)
            and self.text(run[at]) in {"who", "which", "whose", "where", "whom"}
            and self.tokens[run[at]].tag in {"PNQ", "DTQ", "AVQ"}
        )

    def _closed(self, run: Piece, cuts: list[int]) -> list[Piece]:
        """Take an inserted part out of `run`, up to its closing comma where the main clause still needs its verb."""
        for k in cuts:
            main, rest = run[: k - 1], run[k:]
            if self.finite(main):
                return [main, *self._closed(rest, [])]
            close = next(
                (
                    m
                    for m in range(2, len(rest))
                    if self.text(rest[m]) in {",", ")", "—"} and self.predicate(rest[m + 1 :])
                ),
                None,
            )
            if close is None:
                if self.finite(main):
                    return [main, rest]
                continue
            return [main + rest[close + 1 :], rest[:close]]
        return [run]

    def subset(self, run: Piece) -> list[Piece]:
        """At ", including three children", ", three of them children", "(two of them soldiers)"."""
        cuts: list[int] = []
        for k in range(2, len(run) - 1):
            word, before = self.text(run[k]), self.text(run[k - 1])
            if before not in {",", "(", "—"}:
                continue
            ahead = [self.text(i) for i in run[k + 1 : k + 4]]
            if (word in SUBSETS and self._counts(run[k + 1 : k + 6])) or (
                ahead[:2] in (["of", "them"], ["of", "whom"])
                and self.tokens[run[k]].tag in {"CRD", "DT0", "PNI", "NN0", "NN2"}
            ):
                cuts.append(k)
        return self._closed(run, cuts)

    def _counts(self, part: Piece) -> bool:
        return any(self.tokens[i].tag == "CRD" or self.text(i) in {"several", "many", "a", "an", "them"} for i in part)

    def participle(self, run: Piece) -> list[Piece]:
        """At ", killing five" and ", leaving 12 wounded"."""
        cuts = [
            k
            for k in range(2, len(run) - 1)
            if self.tokens[run[k]].tag == "VVG"
            and self.tokens[run[k]].lemma in EFFECTS
            and self._opens_participle(run, k)
        ]
        return self.at(run, cuts, drop=0)

    def _opens_participle(self, run: Piece, k: int) -> bool:
        before = self.text(run[k - 1])
        if self.tokens[run[k - 1]].tag == "AV0":
            before = self.text(run[k - 2])
        return before == "," or (before == "and" and any(self.tokens[i].tag == "VVG" for i in run[: k - 1]))

    def restrictive(self, run: Piece) -> list[Piece]:
        """At "which left eight wounded", "that killed a guard" without a comma: what an event brought about."""
        for k in range(2, len(run) - 2):
            token = self.tokens[run[k]]
            if (
                token.lower in {"which", "that"}
                and token.tag in {"PNQ", "DTQ", "CJT", "DT0"}
                and self.text(run[k - 1]) != ","
            ):
                verb = self.tokens[run[k + 1]]
                if (
                    verb.tag in {"VVD", "VHD", "VVZ"}
                    and verb.lemma in EFFECTS
                    and self.finite(run[:k])
                    and self.harm_ahead(run[k + 1 :])
                ):
                    return [run[:k], run[k:]]
        return [run]
