//! Filters of file dialogs that match the ending of a name in any case. Chooses no files.

/// Returns the patterns of these endings. GTK and the desktop portal match patterns letter by letter, and know brackets
/// (<https://docs.gtk.org/gtk3/method.FileFilter.add_pattern.html>); elsewhere case does not count.
pub(crate) fn in_any_case(endings: &[&str]) -> Vec<String> {
    endings
        .iter()
        .map(|ending| if cfg!(target_os = "linux") { bracketed(ending) } else { (*ending).to_owned() })
        .collect()
}

fn bracketed(ending: &str) -> String {
    let letter = |c: char| match c.is_ascii_alphabetic() {
        true => format!("[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase()),
        false => c.to_string(),
    };
    ending.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_matches_in_either_case() {
        assert_eq!(bracketed("Mov"), "[mM][oO][vV]");
        assert_eq!(bracketed("mp4"), "[mM][pP]4");
    }
}
