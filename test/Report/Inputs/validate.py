#!/usr/bin/env python3
"""validate.py SCHEMA FILE - checks FILE against the part of JSON Schema that our schema uses; names the first fault."""
import json
import sys

TYPES = {"object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float)}


def check(value, schema, root, where):
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    unknown = set(schema) - {"$schema", "$id", "$defs", "title", "description", "type", "const", "enum", "properties", "required",
                             "items", "minimum", "additionalProperties", "pattern"}
    assert not unknown, f"{where}: keywords {unknown} are not checked here"
    if "type" in schema:
        assert type(value) in TYPES[schema["type"]], f"{where}: expected {schema['type']}, found {value!r}"
    assert value == schema.get("const", value), f"{where}: expected {schema['const']!r}, found {value!r}"
    assert value in schema.get("enum", [value]), f"{where}: expected one of {schema['enum']}, found {value!r}"
    assert "minimum" not in schema or value >= schema["minimum"], f"{where}: {value} is too small"
    for key in schema.get("required", []):
        assert key in value, f"{where}: expected {key}, found {list(value)}"
    if isinstance(value, dict):
        for key, item in value.items():
            assert key in schema["properties"], f"{where}: {key} is not published"
            check(item, schema["properties"][key], root, f"{where}.{key}")
    if isinstance(value, list):
        for index, item in enumerate(value):
            check(item, schema["items"], root, f"{where}[{index}]")


with open(sys.argv[1]) as s, open(sys.argv[2]) as f:
    Schema = json.load(s)
    check(json.load(f), Schema, Schema, "$")
