//! What every document has: templates, styles, script, and the policy that lets nothing else run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, context, escape_formatter};
use sha2::{Digest, Sha256};

use crate::report::visible;

/// Names and texts of the templates.
const TEMPLATES: [(&str, &str); 8] = [
    ("base.html", include_str!("templates/base.html")),
    ("call.html", include_str!("templates/call.html")),
    ("macros.html", include_str!("templates/macros.html")),
    ("marks.html", include_str!("templates/marks.html")),
    ("report.html", include_str!("templates/report.html")),
    ("single.html", include_str!("templates/single.html")),
    ("story.html", include_str!("templates/story.html")),
    ("turns.html", include_str!("templates/turns.html")),
];

/// The styles, as they stand between the tags.
const STYLE: &str = concat!(
    "\n",
    include_str!("style/colours.css"),
    include_str!("style/base.css"),
    include_str!("style/overview.css"),
    include_str!("style/call.css"),
    include_str!("style/print.css"),
);
/// The script, as it stands between the tags.
const SCRIPT: &str = concat!(
    "\n\"use strict\";\n",
    include_str!("script/theme.js"),
    include_str!("script/pages.js"),
    include_str!("script/table.js"),
    include_str!("script/keys.js"),
    include_str!("script/start.js"),
);

/// The templates, ready. What they print is made visible and escaped, whatever it is.
pub(super) fn templates() -> Result<Environment<'static>, Error> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_formatter(print);
    let blocks = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    templates.set_syntax(blocks);
    for (name, text) in TEMPLATES {
        templates.add_template(name, text)?;
    }
    Ok(templates)
}

/// Prints a value: hidden characters of a text get a picture, line ends become blanks, and what has a meaning in HTML is
/// escaped. `None` prints nothing.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return if value.is_none() { Ok(()) } else { escape_formatter(out, state, value) };
    };
    let plain = text.replace(['\n', '\r', '\t'], " ");
    let mut rest = &*visible(&plain);
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let escaped = match rest.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        };
        out.write_str(&rest[..at]).and_then(|()| out.write_str(escaped))?;
        rest = &rest[at + 1..];
    }
    Ok(out.write_str(rest)?)
}

/// The same for every document.
pub(super) fn context() -> Value {
    context! {
        policy => policy(),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        version => env!("CARGO_PKG_VERSION"),
    }
}

/// Nothing may be loaded; of styles and scripts only these two.
fn policy() -> String {
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; \
         form-action 'none'"
    )
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::{SCRIPT, STYLE, TEMPLATES, templates};

    #[test]
    fn nothing_in_the_parts_leaves_the_file_or_needs_a_looser_policy() {
        let parts = TEMPLATES.iter().map(|(_, text)| *text).chain([STYLE, SCRIPT]);
        for part in parts {
            for loose in
                ["http://", "https://", "//cdn", " style=", " onclick=", "javascript:", "@import", "url(", "eval("]
            {
                assert!(!part.contains(loose), "{loose}");
            }
            assert!(part.is_ascii() || !part.contains('\r'));
        }
        assert!(!STYLE.contains("</style") && !SCRIPT.contains("</script"));
    }

    #[test]
    fn what_is_printed_is_visible_and_escaped() {
        let mut templates = templates().unwrap();
        templates.add_template("t", "<b title=\"{{ a }}\">{{ a }}</b>{{ none }}").unwrap();
        let hostile = "</script>\"'&\u{202e}\x1b[1m\r\n";
        let out = templates.get_template("t").unwrap().render(context! { a => hostile, none => () }).unwrap();
        let safe = "&lt;/script&gt;&quot;&#39;&amp;\u{fffd}␛[1m  ";
        assert_eq!(out, format!("<b title=\"{safe}\">{safe}</b>"));
    }
}
