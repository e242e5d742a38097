//! Parses table rows, as spreadsheets copy them, and lines of plain text, into one shot each. Cells are interpreted by
//! their content, not by their column.

use super::{Shot, milliseconds, one_line, strip_word};

/// Usual column headings. A first row with one of them is not a shot.
const HEADINGS: &[&str] = &[
    "shot",
    "no",
    "no.",
    "#",
    "scene",
    "description",
    "prompt",
    "duration",
    "length",
    "镜头",
    "镜号",
    "场景",
    "画面",
    "描述",
    "提示词",
    "时长",
];

/// Returns a shot for each row. A cell with a length in seconds is its length, a cell with its own number is left out,
/// and the other cells are its scene. Rows without text are left out.
pub fn rows(text: &str) -> Vec<Shot> {
    let table = if text.contains('\t') { cells(text) } else { lines(text) };
    let has_heading = table.first().is_some_and(|row| row.len() > 1 && row.iter().any(|cell| is_heading(cell)));
    let rows = table.iter().skip(usize::from(has_heading)).enumerate();
    rows.filter_map(|(index, row)| shot(row, index + 1)).collect()
}

fn lines(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| vec![line.to_owned()]).collect()
}

/// Splits text into cells at tabs. A quoted cell may hold tabs, line breaks, and doubled quotes.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut table, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                table.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    row.push(cell);
    table.push(row);
    table
}

fn is_heading(cell: &str) -> bool {
    HEADINGS.contains(&cell.trim().to_lowercase().as_str())
}

fn shot(row: &[String], number: usize) -> Option<Shot> {
    let mut cells: Vec<String> = row.iter().map(|cell| one_line(cell)).filter(|cell| !cell.is_empty()).collect();
    if cells.len() > 1 && is_number(&cells[0], number) {
        cells.remove(0);
    }
    let length = cells.iter().position(|cell| milliseconds(cell).is_some()).filter(|_| cells.len() > 1);
    let duration_ms = length.and_then(|at| milliseconds(&cells.remove(at)));
    let scene = cells.join(", ");
    (!scene.is_empty()).then_some(Shot { scene, duration_ms })
}

/// Returns whether a cell is the row's number: `3`, `3.`, `Shot 3` or `镜头3` in the third row.
fn is_number(cell: &str, number: usize) -> bool {
    let cell = strip_word(cell, "shot").or_else(|| strip_word(cell, "镜头")).unwrap_or(cell);
    cell.trim().trim_end_matches(['.', ':', '：']).parse() == Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<i64>)> {
        rows(text).into_iter().map(|shot| (shot.scene, shot.duration_ms)).collect()
    }

    fn shot(scene: &str, duration_ms: Option<i64>) -> (String, Option<i64>) {
        (scene.to_owned(), duration_ms)
    }

    #[test]
    fn a_row_of_a_spreadsheet_is_a_shot() {
        let expected = [shot("a plane takes off", Some(5000)), shot("it lands", Some(2500))];
        for text in [
            "a plane takes off\t5\nit lands\t2.5\n",
            "5s\ta plane takes off\r\n2.5 s\tit lands",
            "1\ta plane takes off\t5\n2\tit lands\t2.5",
            "Shot\tScene\tDuration\nShot 1\ta plane takes off\t5 sec\nShot 2\tit lands\t2.5秒",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("场景\t时长\n飞机起飞\t5"), [shot("飞机起飞", Some(5000))]);
        assert_eq!(read("wide\ta quay\n\nclose\ta robot"), [shot("wide, a quay", None), shot("close, a robot", None)]);
    }

    #[test]
    fn a_quoted_cell_is_one_line_of_the_scene() {
        let text = "\"a \"\"tin\"\" robot\n\twalks\"\t5\nit stops\t3";
        assert_eq!(read(text), [shot("a \"tin\" robot walks", Some(5000)), shot("it stops", Some(3000))]);
        assert_eq!(read("\"unclosed\t5\nx"), [shot("unclosed 5 x", None)]);
    }

    #[test]
    fn a_line_of_plain_text_is_a_shot() {
        assert_eq!(read("a quay\n\n  \"Stop,\" she says\n"), [shot("a quay", None), shot("\"Stop,\" she says", None)]);
        assert_eq!(read(" \n"), []);
    }
}
