"""Read reports of a ledger again and compare: what nobody but the reader can say, that a span is where it belongs.

A checksum tells that a coding is the one that was stored. Of one that was changed together with its checksum and its
rows, every span still within its text, only the reader can say that it reads otherwise. Coders are named by all that
their reading depends on, so that the same name must give the same coding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from random import Random, SystemRandom

from ..errors import LedgerError, UsageError
from ..ledger import Fault, Ledger
from ..ledger.audit import RESTORE
from ..ledger.codings import coding, codings_by
from ..model import CodedReport
from ..model.codec import decode_coded, encode
from .code import Coder
from .fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Reread:
    """What was read again.

    Args:
        reports: how many were.
        others: how many were read by another reader, or version, and cannot be compared.
    """

    reports: int
    others: int
    faults: tuple[Fault, ...]


def reread(
    ledger: Ledger,
    coder: Coder,
    most: int,
    *,
    on_progress: Callable[[], None] = lambda: None,
    dice: Random = SystemRandom(),  # noqa: B008 - holds no state
) -> Reread:
    """Read up to so many reports again, picked by chance among those that this very coder has read.

    Args:
        on_progress: called for each report.

    Raises:
        LedgerError: the ledger cannot be read.
        UsageError: nobody can say whether the coder reads as it did.
    """
    name = fingerprint(coder)
    if name is None:
        raise UsageError("the reader has a stage of your own, of which no version is known; use one of --reader")
    own, others = codings_by(ledger, name)
    faults = []
    picked = sorted(dice.sample(own, min(most, len(own))))
    for number in picked:
        try:
            kept = coding(ledger, number)
        except LedgerError:  # told of by the audit
            kept = None
        if kept is not None and (parts := differing(kept, coder)):
            what = f"its text, read again by the reader that read it, comes out otherwise: {', '.join(parts)}"
            faults.append(Fault("reading", kept.report.id, what, RESTORE))
        on_progress()
    return Reread(len(picked), others, tuple(faults))


def differing(kept: CodedReport, coder: Coder) -> tuple[str, ...]:
    """Which parts of a coding are others when its text is read again; () = none."""
    # diagnostics of opening the file come before those of reading it, and the file need not be there any more
    kept, again = (replace(c, diagnostics=()) for c in (kept, decode_coded(encode(coder.code(kept.report)))))
    return tuple(f.name for f in fields(kept) if encode(getattr(kept, f.name)) != encode(getattr(again, f.name)))
