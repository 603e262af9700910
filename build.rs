//! The icon, the version and the manifest of the Windows program; nothing for other systems.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_TARGET_OS").is_none_or(|os| os != "windows") {
        return Ok(());
    }
    println!("cargo::rerun-if-changed=packaging/windows");
    let mut resource = winresource::WindowsResource::new();
    // Debian's MinGW calls its tools by the target's name.
    if std::env::var_os("CARGO_CFG_TARGET_ENV").is_some_and(|env| env == "gnu") && cfg!(not(windows)) {
        resource.set_windres_path("x86_64-w64-mingw32-windres");
        resource.set_ar_path("x86_64-w64-mingw32-ar");
    }
    resource.set_icon("packaging/windows/frise.ico");
    resource.set_manifest_file("packaging/windows/frise.manifest");
    resource.set("ProductName", "Frise");
    resource.set("FileDescription", "Frise");
    resource.set("LegalCopyright", "© 2026 The Frise authors, MIT or Apache-2.0");
    resource.compile_for("frise")
}
