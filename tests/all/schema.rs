//! The JSON Schema: every object of the fixtures holds to it, and every key in it is explained.

use pursuit::report;
use pursuit::story::FIGURES;
use serde_json::Value;

use crate::calls::run;

fn schema() -> Value {
    serde_json::from_str(&report::schema()).unwrap()
}

/// Where a value breaks its schema; knows the few words that ours uses.
fn breaches(value: &Value, schema: &Value, root: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        return breaches(value, root.pointer(name.trim_start_matches('#')).unwrap(), root, at, out);
    }
    if let Some(rows) = schema["oneOf"].as_array() {
        let fits = |row: &&Value| {
            let mut found = Vec::new();
            breaches(value, row, root, at, &mut found);
            found.is_empty()
        };
        if rows.iter().filter(fits).count() != 1 {
            out.push(format!("{at} is not one of its {} forms", rows.len()));
        }
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is =
        |kind: &str| schema["type"] == kind || schema["type"].as_array().is_some_and(|all| all.contains(&kind.into()));
    let typed = is(kind) || kind == "integer" && is("number");
    if !schema["type"].is_null() && !typed
        || schema.get("const").is_some_and(|only| only != value)
        || schema["enum"].as_array().is_some_and(|all| !all.contains(value))
        || schema["minimum"].as_f64().zip(value.as_f64()).is_some_and(|(least, number)| number < least)
        || schema["maximum"].as_f64().zip(value.as_f64()).is_some_and(|(most, number)| number > most)
    {
        out.push(format!("{at} is {value}"));
    }
    if let Some((keys, known)) = value.as_object().zip(schema["properties"].as_object()) {
        for name in
            schema["required"].as_array().unwrap().iter().filter(|name| !keys.contains_key(name.as_str().unwrap()))
        {
            out.push(format!("{at} has no {name}"));
        }
        for (name, value) in keys {
            match known.get(name) {
                Some(schema) => breaches(value, schema, root, &format!("{at}.{name}"), out),
                None => out.push(format!("{at}.{name} is not in the schema")),
            }
        }
    }
    for row in value.as_array().into_iter().flatten() {
        breaches(row, &schema["items"], root, &format!("{at}[]"), out);
    }
}

#[test]
fn every_object_of_the_fixtures_holds_to_the_schema() {
    let (root, (_, lines)) = (schema(), run(2, "ndjson", None));
    for line in lines.lines() {
        let mut out = Vec::new();
        let call: Value = serde_json::from_str(line).unwrap();
        breaches(&call, &root["$defs"]["call"], &root, "", &mut out);
        assert_eq!(out, Vec::<String>::new(), "{}", call["id"]);
        breaches(&call, &root, &root, "", &mut out);
        assert_eq!(out, Vec::<String>::new());
        let mut wrong = call.clone();
        wrong["verdict"]["class"] = "other".into();
        breaches(&wrong, &root, &root, "", &mut out);
        assert_eq!(out.len(), 1, "the check itself sees what is wrong");
    }
}

#[test]
fn every_key_is_explained_and_every_figure_defined() {
    fn look(schema: &Value, at: &str, bare: &mut Vec<String>) {
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}.{name}");
            if inner["description"].as_str().is_none_or(|words| words.len() < 3) {
                bare.push(at.clone());
            }
            look(inner, &at, bare);
            look(&inner["items"], &at, bare);
        }
    }
    let (root, mut bare) = (schema(), Vec::new());
    for (name, inner) in root["$defs"].as_object().unwrap() {
        look(inner, name, &mut bare);
    }
    assert_eq!(bare, Vec::<String>::new());
    let figures = &root["$defs"]["call"]["properties"]["story"]["properties"]["figures"]["items"]["properties"]["id"];
    let ids: Vec<&str> =
        figures["oneOf"].as_array().unwrap().iter().map(|row| row["const"].as_str().unwrap()).collect();
    assert_eq!(ids, FIGURES.iter().map(|row| row.id).collect::<Vec<_>>());
}
