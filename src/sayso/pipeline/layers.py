"""Read texts up to a layer that a suite scores, without building claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..evaluate.coref import Linking
from ..evaluate.factuality import ValuedEvent
from ..extract.event_linking import EventLinker
from ..extract.event_values import EventValuer
from ..extract.sources import SourceFinder
from ..model import Document, Mention, Report, Span, Value
from .code import ReaderChoice, neural_reader
from .stages import Stage, default_stages

Progress = Callable[[], None]


def read_layers(
    texts: Sequence[str], *, reader: ReaderChoice = "auto", on_text: Progress | None = None
) -> Iterator[Document]:
    """The documents of texts with all layers below sources and claims: mentions, events, attributions, in order.

    Args:
        on_text: called after each text.

    Raises:
        ModelMissingError: `neural` is asked for and no bundle is installed.
    """
    stages = layer_stages(reader)
    for text in texts:
        doc = Document(Report.of(text))
        for stage in stages:
            doc = stage(doc)
        yield doc
        if on_text is not None:
            on_text()


def layer_stages(reader: ReaderChoice) -> tuple[Stage, ...]:
    """The stages of the whole reading that come before sources and claims."""
    stages = default_stages(neural_reader(reader))
    last = next(k for k, stage in enumerate(stages) if isinstance(stage, SourceFinder))
    return stages[:last]


def find_mentions(
    texts: Sequence[str], *, reader: ReaderChoice = "auto", on_text: Progress | None = None
) -> list[tuple[Mention, ...]]:
    """The mentions of every text, in order."""
    return [doc.mentions for doc in read_layers(texts, reader=reader, on_text=on_text)]


def value_events(
    texts: Sequence[tuple[str, tuple[Span, ...]]], *, reader: ReaderChoice = "auto", on_text: Progress | None = None
) -> list[tuple[ValuedEvent, ...]]:
    """The value of every given event word of every text, in order; a word that no sentence holds gets CT+."""
    valuer = EventValuer()
    docs = read_layers([text for text, _ in texts], reader=reader, on_text=on_text)
    return [tuple(_valued(valuer, doc, span) for span in spans) for (_, spans), doc in zip(texts, docs, strict=True)]


def _valued(valuer: EventValuer, doc: Document, span: Span) -> ValuedEvent:
    signs = valuer.signs_at(doc, span)
    return ValuedEvent(span, Value.CERTAIN) if signs is None else ValuedEvent(span, signs.value, signs.future)


def link_events(
    documents: Sequence[tuple[str, str, tuple[Span, ...]]],
    *,
    reader: ReaderChoice = "auto",
    on_text: Progress | None = None,
) -> Linking:
    """Which given event words (document id, text, spans) tell of one happening, within and across documents."""
    linker = EventLinker()
    docs = list(read_layers([text for _, text, _ in documents], reader=reader, on_text=on_text))
    within = [linker.link(doc, spans) for doc, (_, _, spans) in zip(docs, documents, strict=True)]
    cross = linker.link_across(docs, [spans for _, _, spans in documents])
    heads = [[linker.word(doc, s).stem for s in spans] for doc, (_, _, spans) in zip(docs, documents, strict=True)]
    return Linking(within, [[(documents[d][0], span) for d, span in chain] for chain in cross], heads)
