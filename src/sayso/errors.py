"""Everything Sayso raises for its own faults or for wrong use.

SaysoError
├── UsageError            the caller asked for something that cannot be done
│   ├── ReadError         an input cannot be read as a report
│   ├── TooLargeError     a form or a file has more than is taken
│   └── NotFoundError     an id that the ledger does not hold
├── VocabError            a data file of the package (lexicon, ontology) is broken
├── GazetteerError        the gazetteer cannot be opened, compiled or added to
├── GroundingError        a claim whose spans or values its text does not bear out
├── LedgerError           the ledger cannot be opened, migrated or written
│   ├── ConflictError     somebody else decided in the meantime
│   └── BusyError         its incidents are being built; try again in a while
├── ModelMissingError     a model bundle, or a file of it, is not there
├── ModelMismatchError    a model bundle is damaged, or made for another version
├── StageError            the stages of the pipeline do not fit together
└── CodecError            JSON that is no coded report

Messages say what, where, and what to do.
"""


class SaysoError(Exception):
    """Base of all errors of this package."""


class UsageError(SaysoError):
    """The caller asked for something that cannot be done."""


class ReadError(UsageError):
    """An input cannot be read as a report."""


class TooLargeError(UsageError):
    """A form or a file has more bytes, or more parts, than is taken."""


class NotFoundError(UsageError):
    """The ledger holds nothing under this id."""


class VocabError(SaysoError):
    """A data file of the package is broken."""


class GazetteerError(SaysoError):
    """The gazetteer cannot be opened, compiled or added to."""


class GroundingError(SaysoError):
    """A claim points at, or is drawn from, words that its text does not have."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, migrated or written."""


class ConflictError(LedgerError):
    """Somebody else judged between looking and deciding."""


class BusyError(LedgerError):
    """The incidents of the ledger are being built, which takes longer than whoever asks can wait."""


class ModelMissingError(SaysoError):
    """A model bundle, or a file of it, is not there."""


class ModelMismatchError(SaysoError):
    """A model bundle is damaged, or was made for another version of the label sets."""


class StageError(SaysoError):
    """The stages of the pipeline do not fit together."""


class CodecError(SaysoError):
    """JSON that is no coded report of this schema."""
