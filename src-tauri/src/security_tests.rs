//! Holds the configuration to the security rules that it must keep; each test carries its rule's number.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json_file(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn config() -> Value {
    json_file(&root().join("tauri.conf.json"))
}

/// The one capability. It is in the configuration, where the removal of unused commands finds it too.
fn capability() -> Value {
    config()["app"]["security"]["capabilities"][0].clone()
}

/// Directive to sources, in the order written.
fn policy() -> BTreeMap<String, Vec<String>> {
    let config = config();
    let csp = config["app"]["security"]["csp"].as_str().expect("R1: there is a CSP, and it is one string");
    csp.split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace().map(String::from);
            Some((words.next()?, words.collect()))
        })
        .collect()
}

/// Every key of the configuration, at any depth.
fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(key, inner)| std::iter::once(key.clone()).chain(keys(inner))).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

/// The crates that the window itself names, with what stands after the equals sign.
fn own_dependencies() -> Vec<(String, String)> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest lies there");
    let after = manifest.split("\n[dependencies]\n").nth(1).expect("the package has dependencies");
    let section = after.split("\n[").next().unwrap_or(after);
    section
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, version)| (name.trim().trim_end_matches(".workspace").into(), version.trim().into()))
        .collect()
}

#[test]
fn r1_policy_is_the_agreed_one() {
    let agreed = [
        ("default-src", "'self'"),
        ("connect-src", "ipc: http://ipc.localhost"),
        ("img-src", "'self' data: blob:"),
        ("style-src", "'self' 'unsafe-inline'"),
        ("font-src", "'self'"),
        ("frame-src", "'self'"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    ];
    let agreed: BTreeMap<String, Vec<String>> = agreed
        .map(|(directive, sources)| (directive.into(), sources.split(' ').map(String::from).collect()))
        .into();
    assert_eq!(policy(), agreed);
}

#[test]
fn r1_nothing_foreign_and_no_script_from_text() {
    for (directive, sources) in policy() {
        for source in sources {
            assert_ne!(source, "'unsafe-eval'", "{directive} would run text as script");
            assert!(!source.contains('*'), "{directive} has a wildcard: {source}");
            let is_host = source.starts_with("http") && source != "http://ipc.localhost";
            assert!(!is_host, "{directive} reaches a host: {source}");
            let is_inline = source == "'unsafe-inline'" && directive != "style-src";
            assert!(!is_inline, "{directive} would run what an attacker writes into the page");
        }
    }
    assert!(config()["app"]["security"].get("devCsp").is_none(), "development has the same policy");
}

/// Tauri answers an inline `<style>` with a nonce, and a nonce switches 'unsafe-inline' off for the mail frame.
#[test]
fn r1_page_has_no_inline_style_or_script() {
    let Ok(page) = std::fs::read_to_string(root().join("ui/index.html")) else {
        return;
    };
    assert!(!page.contains("<style"), "ui/index.html: styles go into a file");
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or(script);
        assert!(tag.contains("src="), "ui/index.html: scripts go into a file");
    }
}

#[test]
fn r2_page_gets_no_global_and_frozen_prototypes() {
    let app = &config()["app"];
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(app["security"]["freezePrototype"], json!(true));
    let dangerous: Vec<String> =
        keys(&config()).into_iter().filter(|key| key.starts_with("dangerous")).collect();
    assert!(dangerous.is_empty(), "{dangerous:?}");
}

#[test]
fn r3_one_capability_for_one_window() {
    let config = config();
    let capabilities =
        config["app"]["security"]["capabilities"].as_array().expect("R3: the list is explicit");
    assert_eq!(capabilities.len(), 1, "one place says everything");
    for folder in ["capabilities", "src-tauri/capabilities"] {
        assert!(
            !root().join(folder).exists(),
            "{folder}: a file there would be read by some builds and not by others"
        );
    }
    assert_eq!(capability()["windows"], json!(["main"]));
    for key in ["remote", "webviews", "local", "platforms"] {
        assert!(capability().get(key).is_none(), "{key} would widen or hide what is granted");
    }
    let windows = config["app"]["windows"].as_array().map_or(0, Vec::len);
    assert_eq!(windows, 1, "a second window needs a capability of its own, and this test changed");
}

/// The grants word for word: whoever needs another one changes this list too, and says why.
#[test]
fn r3_grants_are_the_agreed_ones() {
    assert_eq!(capability()["permissions"], json!(["core:event:allow-listen", "core:event:allow-unlisten"]));
}

/// What the grants come to: every command of Tauri's own that the page may call, as the build resolves them.
/// To renew, after thinking: `UPDATE_ACL=1 cargo test -p desktop r3_`.
#[test]
fn r3_resolved_commands_are_the_committed_ones() {
    let manifests = json_file(&Path::new(env!("OUT_DIR")).join("acl-manifests.json"));
    let granted = capability()["permissions"].as_array().cloned().unwrap_or_default();
    let mut resolved: Vec<String> = Vec::new();
    for grant in granted {
        let grant = grant.as_str().expect("a permission is a name");
        let (plugin, permission) = grant.rsplit_once(':').expect("plugin:permission");
        let commands = &manifests[plugin]["permissions"][permission]["commands"];
        for effect in ["allow", "deny"] {
            let named = commands[effect].as_array().cloned().unwrap_or_default();
            resolved.extend(
                named.iter().filter_map(Value::as_str).map(|name| format!("{effect} {plugin}|{name}")),
            );
        }
    }
    assert!(
        !resolved.is_empty(),
        "the build names its manifests in another way: {:?}",
        manifests.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>())
    );
    let file = root().join("src-tauri/acl.txt");
    let current = resolved.join("\n") + "\n";
    if std::env::var_os("UPDATE_ACL").is_some() {
        std::fs::write(&file, &current).expect("src-tauri can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(committed, current, "R3: what the page may call of Tauri has changed");
}

#[test]
fn r4_no_plugin_that_hands_the_system_to_the_page() {
    let allowed = ["tauri-plugin-dialog", "tauri-plugin-single-instance", "tauri-plugin-window-state"];
    for (name, _) in own_dependencies() {
        let is_known = !name.starts_with("tauri-plugin-") || allowed.contains(&name.as_str());
        assert!(is_known, "{name}: shell, fs, http, sql and process never; others after review");
    }
    assert_eq!(config()["build"]["removeUnusedCommands"], json!(true));
}

#[test]
fn r4_tauri_is_pinned() {
    let (_, version) = own_dependencies()
        .into_iter()
        .find(|(name, _)| name == "tauri")
        .expect("the window is made with Tauri");
    assert!(version.contains("\"=2."), "2.x, exact: an update is a decision");
}

#[test]
fn r5_no_asset_protocol() {
    assert_eq!(config()["app"]["security"]["assetProtocol"], json!({ "enable": false }));
}

#[test]
fn r7_release_has_no_developer_tools() {
    for (name, version) in own_dependencies() {
        assert!(!version.contains("devtools"), "{name}: devtools belong to debug builds");
    }
    assert!(config()["app"]["windows"][0].get("devtools").is_none(), "debug builds have them by themselves");
}
