use super::*;

fn pieces(film: &Path, bytes: u64) -> Vec<ExportFile> {
    let film = Source::Film { file: film.to_owned(), bytes, behind: b" and more".to_vec() };
    let text = Source::Text(b"{}".to_vec());
    vec![ExportFile { extension: "mp4", source: film }, ExportFile { extension: "json", source: text }]
}

fn name(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A folder to write into, and a film beside it.
fn place() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (film, out) = (folder.path().join("film"), folder.path().join("out"));
    fs::write(&film, b"a film and a recipe").unwrap();
    fs::create_dir(&out).unwrap();
    (folder, film, out)
}

const THEN: Timestamp = Timestamp(1_700_000_000_000);

#[test]
fn files_of_one_clip_have_one_name_and_what_is_there_stays() {
    let (_folder, film, out) = place();
    fs::write(out.join("quay.json"), b"mine").unwrap();
    fs::write(out.join("quay (2).mp4"), b"mine").unwrap();
    for _ in 0..2 {
        write(&out, &name(&["quay"]), &pieces(&film, 6), THEN).unwrap();
    }
    assert_eq!(
        files(&out),
        ["quay (2).mp4", "quay (3).json", "quay (3).mp4", "quay (4).json", "quay (4).mp4", "quay.json"]
    );
    assert_eq!(fs::read(out.join("quay.json")).unwrap(), b"mine");
    assert_eq!(fs::read(out.join("quay (3).mp4")).unwrap(), b"a film and more");
}

#[test]
fn a_file_is_in_its_folders_with_its_date_for_all_to_read() {
    let (_folder, film, out) = place();
    write(&out, &name(&["2023", "sora", "quay"]), &pieces(&film, 6), THEN).unwrap();
    let file = out.join("2023/sora/quay.mp4");
    let facts = fs::metadata(&file).unwrap();
    assert_eq!(Timestamp::from(facts.modified().unwrap()), THEN);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let plain = fs::metadata(&film).unwrap().permissions().mode();
        assert_eq!(facts.permissions().mode(), plain);
    }
}

#[test]
fn what_cannot_be_written_whole_leaves_nothing_behind() {
    let (_folder, film, out) = place();
    let too_short = write(&out, &name(&["quay"]), &pieces(&film, 600), THEN).unwrap_err();
    assert_eq!(too_short.kind(), io::ErrorKind::UnexpectedEof);
    let mut gone = pieces(&film, 6);
    gone.push(ExportFile { extension: "jpg", source: Source::Copy(out.join("no poster")) });
    assert!(write(&out, &name(&["quay"]), &gone, THEN).is_err());
    assert_eq!(files(&out), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through() {
    let (_folder, film, out) = place();
    std::os::unix::fs::symlink("nowhere", out.join("quay.mp4")).unwrap();
    write(&out, &name(&["quay"]), &pieces(&film, 6), THEN).unwrap();
    assert_eq!(files(&out), ["quay (2).json", "quay (2).mp4", "quay.mp4"]);
}

#[test]
fn what_is_saved_replaces_what_the_user_pointed_at() {
    let (_folder, _, out) = place();
    for bytes in [b"one", b"two"] {
        save(&out.join("frame.png"), "png", bytes).unwrap();
    }
    assert_eq!(
        (files(&out), fs::read(out.join("frame.png")).unwrap()),
        (vec!["frame.png".to_owned()], b"two".to_vec())
    );
}

#[test]
fn a_name_that_nobody_was_asked_about_is_taken_only_if_it_is_free() {
    let (_folder, _, out) = place();
    fs::write(out.join("frame.png"), b"mine").unwrap();
    save(&out.join("frame"), "png", b"one").unwrap();
    assert_eq!(files(&out), ["frame (2).png", "frame.png"]);
    assert_eq!(fs::read(out.join("frame.png")).unwrap(), b"mine");
    assert_eq!(fs::read(out.join("frame (2).png")).unwrap(), b"one");
}

#[test]
fn what_a_killed_export_left_goes_after_a_day_and_nothing_else() {
    let (_folder, _, out) = place();
    for name in [".dailies-old.part", ".dailies-new.part", ".dailies-old.mp4", "old.part"] {
        fs::write(out.join(name), b"half").unwrap();
        if name.contains("old") {
            let then = SystemTime::now() - DAY;
            File::options().write(true).open(out.join(name)).unwrap().set_modified(then).unwrap();
        }
    }
    clear(&out);
    assert_eq!(files(&out), [".dailies-new.part", ".dailies-old.mp4", "old.part"]);
}

/// The library closes what this process makes to others; an export is as open as any file of the user's.
#[cfg(unix)]
#[test]
fn what_leaves_the_library_is_as_open_as_the_user_lets_new_files_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let library = crate::library::Library::open(&home.path().join("library")).unwrap();
    let name = ["one".to_owned(), "two".to_owned(), "quay".to_owned()];
    let pieces = [ExportFile { extension: "txt", source: Source::Text(b"a quay".to_vec()) }];
    write(&home.path().join("films"), &name, &pieces, Timestamp(0)).unwrap();
    let mode = |path: &str| fs::metadata(home.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("films/one/two/quay.txt"), shared_mode(0o666));
    assert_eq!([mode("films"), mode("films/one"), mode("films/one/two")], [shared_mode(0o777); 3]);
    drop(library);
}
