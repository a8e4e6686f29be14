//! Hands the window's configuration to Tauri's code generation.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    // The page travels inside the binary: a new page is a new binary.
    println!("cargo:rerun-if-changed=ui/dist");
    if !Path::new("ui/dist/index.html").exists() {
        return Err(
            "the page is not built: `npm start` builds all, `npm run build` in `ui` the page alone".into()
        );
    }
    let attributes = tauri_build::Attributes::new()
        // None lie there: the one capability is in `tauri.conf.json`, because Tauri removes unused commands by what
        // it finds in `./capabilities` or in the configuration, and by nothing else.
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .windows_attributes(
            tauri_build::WindowsAttributes::new().window_icon_path("src-tauri/icons/icon.ico"),
        );
    tauri_build::try_build(attributes)?;
    Ok(())
}
