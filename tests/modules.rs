//! The modules of `src/` have no cyclic dependencies, neither between folders nor between files.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use syn::{Attribute, Item, ItemMod, ItemUse, Meta, UseTree, Visibility};

/// The path of a module, as `training/sweep`; the root is empty.
type Module = String;
type Graph = BTreeMap<Module, BTreeSet<Module>>;

/// The paths that a module uses and re-exports, from the crate's root.
#[derive(Default)]
struct Names {
    module: Vec<String>,
    used: BTreeSet<Vec<String>>,
    exported: BTreeSet<Vec<String>>,
}

impl Names {
    /// The path from the crate's root, if it begins with `crate`, `super` or `self`.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let (base, rest) = match path.first()?.as_str() {
            "crate" => (&[][..], &path[1..]),
            "super" => (&self.module[..self.module.len().checked_sub(supers)?], &path[supers..]),
            "self" => (&self.module[..], &path[1..]),
            _ => return None,
        };
        Some([base, rest].concat())
    }

    fn tree(&mut self, tree: &UseTree, path: &mut Vec<String>, exports: bool) {
        match tree {
            UseTree::Path(one) => {
                path.push(one.ident.to_string());
                self.tree(&one.tree, path, exports);
                path.pop();
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, path, exports));
            }
            UseTree::Name(name) => self.name(path, Some(name.ident.to_string()), exports),
            UseTree::Rename(name) => self.name(path, Some(name.ident.to_string()), exports),
            UseTree::Glob(_) => self.name(path, None, exports),
        }
    }

    fn name(&mut self, path: &[String], name: Option<String>, exports: bool) {
        let path: Vec<String> =
            path.iter().cloned().chain(name.filter(|name| name != "self")).collect();
        if exports {
            // A re-export of a child may leave out `self::`.
            let own = [self.module.clone(), path.clone()].concat();
            self.exported.insert(self.resolve(&path).unwrap_or(own));
        } else {
            self.used.extend(self.resolve(&path));
        }
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_item(&mut self, item: &'a Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !attributes.iter().any(is_for_tests) {
            syn::visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        assert!(item.content.is_none(), "{:?}: move the module to its own file", self.module);
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let exports = !matches!(item.vis, Visibility::Inherited);
        self.tree(&item.tree, &mut Vec::new(), exports);
    }

    /// Ignores visibilities: `pub(super)` is not a dependency.
    fn visit_visibility(&mut self, _: &'a Visibility) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.used.extend(self.resolve(&parts));
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'a syn::Macro) {
        // Macros are not parsed: paths are searched in the text of the tokens.
        let text = item.tokens.to_string().replace(' ', "");
        for start in ["crate::", "super::"] {
            for (at, _) in text.match_indices(start) {
                let end = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
                let path = text[at..].split(end).next().unwrap_or_default();
                let parts: Vec<String> = path.split("::").map(str::to_owned).collect();
                self.used.extend(self.resolve(&parts));
            }
        }
        syn::visit::visit_macro(self, item);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    list.path.is_ident("cfg") && ["test", "doctest"].contains(&list.tokens.to_string().as_str())
}

/// Reads every file of a folder.
fn read(folder: &Path, path: &[String], all: &mut BTreeMap<Module, Names>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("an entry").path();
        let name = file.file_stem().expect("a name").to_str().expect("UTF-8").to_owned();
        let path: Vec<String> =
            path.iter().cloned().chain((name != "lib").then_some(name)).collect();
        if file.is_dir() {
            read(&file, &path, all);
            continue;
        }
        // The folder also contains templates for exports.
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a file");
        let mut names = Names { module: path.clone(), ..Names::default() };
        names.visit_file(&syn::parse_file(&text).expect("Rust"));
        all.insert(path.join("/"), names);
    }
}

/// The module that defines the item of a path: the deepest module on the path or, if that only re-exports
/// the item, the source of the re-export.
fn defining_module(path: &[String], all: &BTreeMap<Module, Names>) -> Module {
    let deepest =
        (0..=path.len()).rev().find(|&length| all.contains_key(&path[..length].join("/")));
    let length = deepest.expect("the root is a module");
    let module = path[..length].join("/");
    if let Some(name) = path.get(length) {
        let source = all[&module].exported.iter().find(|one| one.last() == Some(name));
        if let Some(source) = source.filter(|source| ***source != path[..=length]) {
            return defining_module(source, all);
        }
    }
    module
}

/// A cycle in a graph, if there is one.
fn find_cycle(graph: &Graph) -> Option<Vec<Module>> {
    fn walk(graph: &Graph, path: &mut Vec<Module>, done: &mut BTreeSet<Module>) -> bool {
        let last = path.last().expect("a module").clone();
        for next in graph.get(&last).into_iter().flatten() {
            if let Some(start) = path.iter().position(|module| module == next) {
                path.drain(..start);
                path.push(next.clone());
                return true;
            }
            if !done.contains(next) {
                path.push(next.clone());
                if walk(graph, path, done) {
                    return true;
                }
                path.pop();
            }
        }
        done.insert(last);
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| {
        let mut path = vec![start.clone()];
        walk(graph, &mut path, &mut done).then_some(path)
    })
}

fn check(graph: &Graph) {
    assert_eq!(find_cycle(graph), None);
}

fn files() -> Graph {
    let mut all = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut all);
    let arrows = |(module, names): (&Module, &Names)| {
        let homes =
            names.used.iter().map(|path| defining_module(path, &all)).filter(|home| home != module);
        (module.clone(), homes.collect())
    };
    all.iter().map(arrows).collect()
}

#[test]
fn source_files_have_no_dependency_cycles() {
    check(&files());
}

#[test]
fn source_folders_have_no_dependency_cycles() {
    let room = |module: &Module| module.split('/').next().unwrap_or_default().to_owned();
    let mut rooms = Graph::new();
    for (module, used) in files() {
        let own = room(&module);
        let others = used.iter().map(room).filter(|other| *other != own);
        rooms.entry(own.clone()).or_default().extend(others);
    }
    check(&rooms);
    // The analysis of a curve does not depend on where the curve comes from.
    let curve = rooms["curve"].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(curve, ["choice", "random", "statistics"]);
}
