//! Reads the file ending that a URL names.

/// Endings that a query may name a file with.
pub(super) const ENDINGS: &[&str] = &["mp4", "MP4", "webm", "mov", "m4v"];

/// The ending of the file that an address names in its path or, where it has none there, in its query.
pub(super) fn ending(address: &str) -> &str {
    let place = address.split('#').next().unwrap_or_default();
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let is_ending =
        |ending: &&str| (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let of_path = path.rsplit_once('/').map_or("", |(_, file)| file).rsplit_once('.').map(|(_, ending)| ending);
    let of_name = (!path.contains('/')).then(|| path.rsplit_once('.').map(|(_, ending)| ending)).flatten();
    let of_query = query.split(['&', '"', ';']).flat_map(|value| value.split("%22")).find_map(|value| {
        let (_, ending) = value.rsplit_once('.')?;
        ENDINGS.contains(&ending).then_some(ending)
    });
    of_path.or(of_name).filter(is_ending).filter(|_| !is_host(path)).or(of_query).unwrap_or_default()
}

/// Whether an address is a host alone, whose last part is no ending.
fn is_host(path: &str) -> bool {
    path.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'))
}
