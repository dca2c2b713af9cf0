"""Make names comparable: case, articles, quotation marks and full stops of an abbreviation do not tell names apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_MARKS = re.compile(r"[\"“”„«»‘()]|(?<=\w)\.|(?<=\s)'|^'|'$")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_SPACES = re.compile(r"[\s_]+")
MAX_ACRONYM = 4  # letters; IS, WHO, SITE: longer acronyms (CENTCOM) are no words


@lru_cache(maxsize=8192)  # a report asks for the same few hundred words again and again
def name_key(name: str) -> str:
    """The form under which a name is looked up.

    Short all-capital names keep their case, so that `IS` is no verb and `US` no pronoun.

    >>> name_key("The “Islamic Resistance” in Iraq"), name_key("U.S."), name_key("the IS")
    ('islamic resistance in iraq', 'US', 'IS')
    """
    plain = _MARKS.sub("", name.replace("’", "'"))
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    bare = bare_name(_SPACES.sub(" ", plain).strip())
    return bare if bare.isupper() and len(bare) <= MAX_ACRONYM else bare.lower()


def bare_name(name: str) -> str:
    """A name without a leading article."""
    return _ARTICLE.sub("", name)


def name_keys(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """The keys of a name and of its aliases, each once."""
    return iter(dict.fromkeys(key for each in (name, *aliases) if (key := name_key(each))))
