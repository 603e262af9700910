//! Whether things move on the screen: as the user has chosen, else as the desktop is set.

use serde::{Deserialize, Serialize};

/// What the user has chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// Views glide, what is new fades in.
    Full,
    /// Everything is at once where it goes.
    None,
}

/// True where the desktop is set to reduced motion, as its settings portal says; `None` where nobody says. Waits for the
/// answer: not for the window's thread.
#[cfg(target_os = "linux")]
pub fn system_is_calm() -> Option<bool> {
    pollster::block_on(async {
        let bus = zbus::connection::Builder::session().ok()?;
        let bus = bus.method_timeout(std::time::Duration::from_secs(2)).build().await.ok()?;
        let asked = setting(&bus, "org.freedesktop.appearance", "reduced-motion").await;
        if let Some(asked) = asked.and_then(|v| u32::try_from(v).ok()) {
            return Some(asked == 1);
        }
        let moves = setting(&bus, "org.gnome.desktop.interface", "enable-animations").await;
        moves.and_then(|v| bool::try_from(v).ok()).map(|moves| !moves)
    })
}

/// A setting of the desktop, from its portal.
#[cfg(target_os = "linux")]
async fn setting(bus: &zbus::Connection, space: &str, key: &str) -> Option<zbus::zvariant::OwnedValue> {
    let (portal, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let settings = Some("org.freedesktop.portal.Settings");
    let answer = bus.call_method(Some(portal), path, settings, "ReadOne", &(space, key)).await.ok()?;
    answer.body().deserialize().ok()
}

/// Elsewhere nobody is asked.
#[cfg(not(target_os = "linux"))]
pub fn system_is_calm() -> Option<bool> {
    None
}
