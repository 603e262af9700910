//! `frise package-files FOLDER`: what goes into a package beside the program and follows from it: manual pages, completions of
//! the shells, icons at all sizes.

use crate::args::Cli;
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::fs;
use std::io;
use std::path::Path;

/// Sides of the icons in pixels, as the icon theme `hicolor` has them.
const SIZES: [u32; 10] = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512];
const PROGRAM: &str = include_str!("../assets/icon.svg");
const PROJECT: &str = include_str!("../assets/icon_project.svg");

/// Writes everything into `folder`, laid out as below a prefix (`share/man/man1/frise.1` …), and the icons of Windows and
/// macOS beside it.
pub fn write(folder: &Path) -> anyhow::Result<()> {
    manual(&folder.join("share/man/man1"))?;
    completions(folder)?;
    for (svg, kind, name) in [(PROGRAM, "apps", "org.frise.Frise"), (PROJECT, "mimetypes", "application-x-frise")] {
        let themed = |size: &str| folder.join(format!("share/icons/hicolor/{size}/{kind}"));
        file(&themed("scalable").join(format!("{name}.svg")), svg.as_bytes())?;
        for side in SIZES {
            file(&themed(&format!("{side}x{side}")).join(format!("{name}.png")), &png(svg, side)?)?;
        }
    }
    file(&folder.join("frise.ico"), &ico(&pictures(&[16, 24, 32, 48, 64, 128, 256])?))?;
    file(&folder.join("frise.icns"), &icns(&pictures(&[16, 32, 64, 128, 256, 512])?))?;
    Ok(())
}

/// A page of the manual for the program and one for each command.
fn manual(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}

fn completions(folder: &Path) -> io::Result<()> {
    for (shell, path) in [
        (Shell::Bash, "share/bash-completion/completions/frise"),
        (Shell::Zsh, "share/zsh/site-functions/_frise"),
        (Shell::Fish, "share/fish/vendor_completions.d/frise.fish"),
    ] {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "frise", &mut text);
        file(&folder.join(path), &text)?;
    }
    Ok(())
}

/// PNG pictures of the program's icon, each with its side.
fn pictures(sides: &[u32]) -> anyhow::Result<Vec<(u32, Vec<u8>)>> {
    sides.iter().map(|side| Ok((*side, png(PROGRAM, *side)?))).collect()
}

fn png(svg: &str, side: u32) -> anyhow::Result<Vec<u8>> {
    frise::figure::png(svg, f64::from(side) / 256.0).map_err(anyhow::Error::msg)
}

/// An icon of Windows: a directory of sixteen bytes a picture, then the pictures as PNG.
fn ico(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0, 0, 1, 0, pictures.len() as u8, 0];
    let mut offset = 6 + 16 * pictures.len() as u32;
    for (side, png) in pictures {
        // 256 is written as 0. No palette, one plane, 32 bits.
        let side = *side as u8;
        out.extend([side, side, 0, 0, 1, 0, 32, 0]);
        out.extend((png.len() as u32).to_le_bytes());
        out.extend(offset.to_le_bytes());
        offset += png.len() as u32;
    }
    out.extend(pictures.iter().flat_map(|(_, png)| png));
    out
}

/// An icon of macOS: blocks of type, length and PNG.
fn icns(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut blocks = Vec::new();
    for (side, png) in pictures {
        let kind = match side {
            16 => b"icp4",
            32 => b"icp5",
            64 => b"icp6",
            128 => b"ic07",
            256 => b"ic08",
            _ => b"ic09",
        };
        blocks.extend(kind);
        blocks.extend((png.len() as u32 + 8).to_be_bytes());
        blocks.extend(png);
    }
    let mut out = b"icns".to_vec();
    out.extend((blocks.len() as u32 + 8).to_be_bytes());
    out.extend(blocks);
    out
}

fn file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icons_of_windows_are_what_their_drawing_says() {
        let made = ico(&pictures(&[16, 24, 32, 48, 64, 128, 256]).expect("pictures"));
        let kept = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/windows/frise.ico")).expect("read");
        assert!(made == kept, "frise.ico is another: copy it from what `frise package-files` writes");
    }

    #[test]
    fn the_manual_and_the_completions_name_every_option_of_the_help() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path()).expect("written");
        let all = walkdir::WalkDir::new(folder.path().join("share/man")).into_iter().filter_map(Result::ok);
        let pages: String = all.filter_map(|f| fs::read_to_string(f.path()).ok()).collect();
        let pages = pages.replace('\\', "");
        let bash = fs::read_to_string(folder.path().join("share/bash-completion/completions/frise")).expect("bash");
        let mut program = Cli::command();
        program.build();
        let mut options = 0;
        for command in std::iter::once(&program).chain(program.get_subcommands().filter(|c| !c.is_hide_set())) {
            for option in command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long()) {
                options += 1;
                assert!(pages.contains(&format!("--{option}")), "no page tells --{option}");
                assert!(bash.contains(&format!("--{option}")), "bash does not complete --{option}");
            }
        }
        assert!(options > 20, "only {options} options");
    }
}
