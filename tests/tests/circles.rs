//! No circles of files: in each crate, a file is understood from those that it uses, and never from one that uses it back.
//! Of the page, the linter's `noImportCycles` asks the same. A call of a method names no file: such a circle is not seen.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module inside its crate; empty for the root.
type Module = Vec<String>;
/// Which files use which, and by what names.
type Uses = BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>;

#[test]
fn no_file_is_used_by_what_it_uses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project's root");
    let mut crates: Vec<PathBuf> = std::fs::read_dir(root.join("crates"))
        .expect("crates")
        .map(|entry| entry.expect("a crate").path().join("src"))
        .collect();
    crates.extend([root.join("src-tauri/src"), root.join("tests/src")]);
    let mut told = String::new();
    for folder in crates {
        let uses = uses_of(&folder);
        for circle in circles(&uses) {
            let _ = writeln!(told, "{}:", folder.strip_prefix(root).unwrap_or(&folder).display());
            for (from, to, names) in circle {
                let _ = writeln!(told, "  {} -> {}: {names:?}", from.join("::"), to.join("::"));
            }
        }
    }
    assert!(told.is_empty(), "circles of files; move what both sides need into a file below them:\n{told}");
}

#[test]
fn a_circle_is_found() {
    let uses = |text: &str, module: &str, files: &BTreeSet<Module>| {
        let mut found = BTreeMap::new();
        let tokens: TokenStream = text.parse().expect("Rust");
        Reader { file: &path(module), files, found: &mut found }.read(tokens, &path(module));
        (path(module), found)
    };
    let files = ["", "a", "b", "a::inner", "c"].map(path).into();
    let all: Uses = [
        uses("mod inner; use crate::{b::{Name, other}, c}; pub use inner::*;", "a", &files),
        uses("struct Name; #[cfg(test)] mod tests { use crate::a; }", "b", &files),
        uses("macro! { super::Thing }", "a::inner", &files),
        uses("// crate::a\nconst TEXT: &str = \"crate::a\";", "c", &files),
    ]
    .into();
    let found = circles(&all);
    let told: Vec<_> = found.iter().flatten().map(|(from, to, _)| (from.join("::"), to.join("::"))).collect();
    assert_eq!(told, [("a", "a::inner"), ("a::inner", "a")].map(|(from, to)| (from.into(), to.into())));
    assert_eq!(all[&path("a")].keys().map(|to| to.join("::")).collect::<Vec<_>>(), ["a::inner", "b", "c"]);
}

fn path(text: &str) -> Module {
    text.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn uses_of(folder: &Path) -> Uses {
    let mut texts = BTreeMap::new();
    read_folder(folder, &[], &mut texts);
    let files: BTreeSet<Module> = texts.keys().cloned().collect();
    let mut uses = Uses::new();
    for (file, text) in &texts {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.join("::")));
        let mut found = BTreeMap::new();
        Reader { file, files: &files, found: &mut found }.read(tokens, file);
        uses.insert(file.clone(), found);
    }
    uses
}

fn read_folder(folder: &Path, module: &[String], texts: &mut BTreeMap<Module, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            read_folder(&path, &[module, &[name]].concat(), texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let module = if matches!(name.as_str(), "lib" | "main") {
                module.to_vec()
            } else {
                [module, &[name]].concat()
            };
            texts.entry(module).or_default().push_str(&std::fs::read_to_string(&path).expect("text"));
        }
    }
}

struct Reader<'a> {
    file: &'a Module,
    files: &'a BTreeSet<Module>,
    found: &'a mut BTreeMap<Module, BTreeSet<String>>,
}

impl Reader<'_> {
    /// Every path in `tokens`, as it is understood in `scope`, a module of the file.
    fn read(&mut self, tokens: TokenStream, scope: &Module) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut is_test = false;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(group) => {
                    let text = group.stream().to_string().replace(' ', "");
                    is_test |= group.delimiter() == Delimiter::Bracket && text == "cfg(test)";
                    self.read(group.stream(), scope);
                }
                TokenTree::Ident(word) if word == "mod" => {
                    if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
                        (tokens.get(at + 1), tokens.get(at + 2))
                    {
                        if !is_test {
                            self.read(body.stream(), &[scope.as_slice(), &[name.to_string()]].concat());
                        }
                        at += 2;
                    }
                    is_test = false;
                }
                TokenTree::Ident(word) => {
                    let end = self.path(&tokens, at, Vec::new(), scope);
                    if matches!(word.to_string().as_str(), "fn" | "use" | "struct" | "impl") {
                        is_test = false;
                    }
                    at = end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// A path that begins at `at` after `prefix`; the answer is where it ends.
    fn path(&mut self, tokens: &[TokenTree], mut at: usize, prefix: Vec<String>, scope: &Module) -> usize {
        let mut parts = prefix;
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(part)) => parts.push(part.to_string()),
                Some(TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Brace && !parts.is_empty() =>
                {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut from = 0;
                    while from < inner.len() {
                        from = match inner.get(from) {
                            Some(TokenTree::Ident(_)) => self.path(&inner, from, parts.clone(), scope),
                            _ => from + 1,
                        };
                    }
                    return at + 1;
                }
                // Everything in it.
                Some(TokenTree::Punct(star)) if star.as_char() == '*' && !parts.is_empty() => {
                    parts.push("*".to_owned());
                    at += 1;
                    break;
                }
                _ => break,
            }
            at += 1;
            if !is_colons(tokens, at) {
                break;
            }
            at += 2;
        }
        self.note(&parts, scope);
        at
    }

    fn note(&mut self, parts: &[String], scope: &Module) {
        let Some((first, rest)) = parts.split_first() else { return };
        // `pub(crate)` and the like use nothing.
        if rest.is_empty() {
            return;
        }
        let mut module = match first.as_str() {
            "crate" => Vec::new(),
            "self" => scope.clone(),
            "super" => scope.iter().take(scope.len().saturating_sub(1)).cloned().collect(),
            // A module below this one.
            name if self.files.contains(&[scope.as_slice(), &[name.to_owned()]].concat()) => {
                [scope.as_slice(), &[name.to_owned()]].concat()
            }
            _ => return,
        };
        let mut rest = rest;
        while let Some((next, others)) = rest.split_first() {
            if next == "super" {
                module.pop();
            } else {
                let deeper = [module.as_slice(), std::slice::from_ref(next)].concat();
                if !self.files.contains(&deeper) {
                    break;
                }
                module = deeper;
            }
            rest = others;
        }
        while !self.files.contains(&module) {
            module.pop();
        }
        if module != *self.file {
            self.found.entry(module).or_default().insert(rest.first().cloned().unwrap_or_default());
        }
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}

type Arrow = (Module, Module, BTreeSet<String>);

/// The arrows of each circle.
fn circles(uses: &Uses) -> Vec<Vec<Arrow>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        uses.keys().map(|from| (from, reach(uses, from))).collect();
    let is_together = |one: &Module, other: &Module| {
        reached.get(one).is_some_and(|found| found.contains(other))
            && reached.get(other).is_some_and(|found| found.contains(one))
    };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for from in uses.keys() {
        if seen.contains(from) || !is_together(from, from) {
            continue;
        }
        let members: BTreeSet<&Module> = uses.keys().filter(|other| is_together(from, other)).collect();
        seen.extend(members.iter().copied());
        let arrows = members.iter().flat_map(|from| {
            let to = uses[*from].iter().filter(|(to, _)| members.contains(to));
            to.map(|(to, names)| ((*from).clone(), to.clone(), names.clone()))
        });
        found.push(arrows.collect());
    }
    found
}

fn reach<'a>(uses: &'a Uses, from: &Module) -> BTreeSet<&'a Module> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&Module> = uses[from].keys().collect();
    while let Some(module) = next.pop() {
        if found.insert(module) {
            next.extend(uses.get(module).into_iter().flat_map(BTreeMap::keys));
        }
    }
    found
}
