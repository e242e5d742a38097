//! The session and the settings.

use super::ApiError;
use dailies_model::{Change, Session, Settings};

use crate::{api::Studio, library};

pub(super) async fn get_session(studio: &Studio) -> Result<Session, ApiError> {
    let settings = studio.read(library::settings).await?;
    Ok(Session {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        media_url: studio.media_url(),
        data_dir: studio.data_dir().display().to_string(),
        has_demo: studio.has_demo(),
        has_desktop: studio.host().has_desktop(),
        settings,
    })
}

pub(super) async fn save_settings(studio: &Studio, settings: Settings) -> Result<Settings, ApiError> {
    let settings = Settings {
        row_height: settings.row_height.clamp(80, 480),
        max_running: settings.max_running.clamp(1, 16),
        watch_limit_min: settings.watch_limit_min.clamp(1, 24 * 60),
        trash_days: settings.trash_days.min(3650),
        ..settings
    };
    let kept = settings.clone();
    studio.write(move |tx| library::save_settings(tx, &kept)).await?;
    studio.publish(Change::Settings { settings: settings.clone() });
    studio.wake_queue();
    Ok(settings)
}
