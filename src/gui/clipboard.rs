//! A figure on the clipboard in two forms at once: pixels for whoever takes pictures, SVG for whoever takes that. What egui
//! offers by itself holds pixels only. It works where there is an X server; elsewhere egui's own way is left.

/// The clipboard; asked for when it is first used.
#[derive(Default)]
pub struct Clipboard {
    #[cfg(target_os = "linux")]
    context: Option<clipboard_rs::ClipboardContext>,
}

/// It cannot be had here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no clipboard takes several forms here")]
pub struct Unavailable;

impl Clipboard {
    /// Offers a figure as `image/png` and as `image/svg+xml`.
    #[cfg(target_os = "linux")]
    pub fn put_figure(&mut self, png: Vec<u8>, svg: String) -> Result<(), Unavailable> {
        use clipboard_rs::{Clipboard as _, ClipboardContent, ClipboardContext};
        if std::env::var_os("DISPLAY").is_none_or(|d| d.is_empty()) {
            return Err(Unavailable);
        }
        if self.context.is_none() {
            self.context = ClipboardContext::new().ok();
        }
        let context = self.context.as_ref().ok_or(Unavailable)?;
        let forms = vec![
            ClipboardContent::Other("image/png".to_owned(), png),
            ClipboardContent::Other("image/svg+xml".to_owned(), svg.into_bytes()),
        ];
        context.set(forms).map_err(|_| Unavailable)
    }

    /// Other systems name their forms otherwise.
    #[cfg(not(target_os = "linux"))]
    pub fn put_figure(&mut self, _: Vec<u8>, _: String) -> Result<(), Unavailable> {
        Err(Unavailable)
    }
}
