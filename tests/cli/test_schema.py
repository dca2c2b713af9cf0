"""`sayso schema` prints the schemas that the package ships."""

import json

import pytest

from sayso.model.schema import schema_text


@pytest.mark.parametrize(("arguments", "name"), [((), "coded-report"), (("incidents",), "incidents")])
def test_it_prints_the_shipped_schema(sayso, arguments, name):
    code, out, err = sayso("schema", *arguments)
    assert (code, out, err) == (0, schema_text(name), "")
    assert json.loads(out)["$schema"].endswith("2020-12/schema")


def test_an_unknown_schema_is_wrong_usage(sayso):
    code, out, err = sayso("schema", "events")
    assert (code, out) == (2, "")
    assert "'events' is not one of 'coded-report', 'incidents'" in err
