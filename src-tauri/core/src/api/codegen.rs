//! Generates the TypeScript bindings and the table of commands. Returns text; writes no file.

use std::{
    any::TypeId,
    collections::BTreeMap,
    fmt::{Display, Write},
};

use ts_rs::{Config, TS, TypeVisitor};

use super::{ApiError, list};
use dailies_model::Change;

/// One command of the list.
pub(super) struct Command {
    pub room: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
    pub args: Vec<(&'static str, String)>,
    pub reply: String,
}

/// The TypeScript types that the commands name, and those that these name in turn.
pub(super) struct TypeScriptTypes {
    config: Config,
    declarations: BTreeMap<String, String>,
}

impl Default for TypeScriptTypes {
    fn default() -> Self {
        // All our numbers are ids, milliseconds and bytes, well below 2^53.
        Self { config: Config::new().with_large_int("number"), declarations: BTreeMap::new() }
    }
}

impl TypeScriptTypes {
    /// What a type is called, noting its declaration on the way.
    pub(super) fn name<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        if TypeId::of::<T>() == TypeId::of::<()>() { "null".to_owned() } else { T::name(&self.config) }
    }
}

impl TypeVisitor for TypeScriptTypes {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let declared = T::output_path().is_some();
        if declared {
            let name = T::ident(&self.config);
            if self.declarations.contains_key(&name) {
                return;
            }
            let text = format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.declarations.insert(name, text);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// `ui/src/backend/bindings.gen.ts`: every type that crosses the door, and the commands.
pub fn bindings() -> String {
    let mut page = TypeScriptTypes::default();
    let commands = list(&mut page);
    page.visit::<Change>();
    page.visit::<ApiError>();
    let mut text = String::from("// Generated from src-tauri/core/src/api by `cargo xtask bindings`. Do not edit.\n\n");
    for declaration in page.declarations.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str("/** Every command: its arguments and its reply. */\nexport interface Commands {\n");
    for command in commands {
        text.push_str(&command.binding());
    }
    text.push_str("}\n");
    text
}

/// `COMMANDS.md`: the same for people.
pub fn commands_table() -> String {
    let mut text = String::from(
        "# The commands\n\nGenerated from `src/api/mod.rs` by `cargo xtask bindings`. The window reaches them by `call(command, args)`, \
         the headless studio by `POST /call`\nwith `{\"command\", \"args\"}`: 200 and the reply, or 400 and `{\"code\", \"detail\"}`. \
         Types are those of `ui/src/backend/bindings.gen.ts`.\n\n| command | arguments | reply | what it does |\n|---|---|---|---|\n",
    );
    for command in list(&mut TypeScriptTypes::default()) {
        text.push_str(&command.row());
    }
    text
}

impl Command {
    fn binding(&self) -> String {
        let args = match self.args.as_slice() {
            [] => "Record<string, never>".to_owned(),
            args => format!("{{ {} }}", join(&args.iter().map(optional).collect::<Vec<_>>(), "; ")),
        };
        format!("  /** {} */\n  {}: {{ args: {args}; reply: {} }};\n", self.sentence(), self.name, self.reply)
    }

    fn row(&self) -> String {
        let cell = |text: &str| text.replace('|', "\\|");
        let args = cell(&join(&self.args, ", "));
        let args = if args.is_empty() { args } else { format!("`{args}`") };
        format!("| {}: `{}` | {args} | `{}` | {} |\n", self.room, self.name, cell(&self.reply), cell(&self.sentence()))
    }

    fn sentence(&self) -> String {
        self.doc.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What may be `null` may be left out.
fn optional((name, ty): &(&'static str, String)) -> (String, String) {
    let mark = if ty.ends_with(" | null") { "?" } else { "" };
    (format!("{name}{mark}"), ty.clone())
}

fn join(args: &[(impl Display, String)], separator: &str) -> String {
    args.iter().fold(String::new(), |mut text, (name, ty)| {
        let comma = if text.is_empty() { "" } else { separator };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma}{name}: {ty}");
        text
    })
}
