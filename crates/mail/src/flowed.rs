//! Text whose lines were broken to be sent and are to be joined again, RFC 3676 (`format=flowed`).

/// The text with its paragraphs in one line each; quotes keep their marks. With `deletes_space` (`DelSp=yes`) the space
/// before a break was put there to break.
pub(crate) fn joined(text: &str, deletes_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // How deep the open line is quoted, where it goes on in the next.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        // One space was put before what would look like a quote, or like the mark of a mailbox file, 4.4.
        let content = content.strip_prefix(' ').unwrap_or(content);
        // The line above a signature is no paragraph, 4.3.
        let is_signature = content == "-- ";
        if open != Some(depth) || is_signature {
            if open.is_some() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', depth));
            if depth > 0 && !content.is_empty() {
                out.push(' ');
            }
        }
        let is_flowed = content.ends_with(' ') && !is_signature;
        open = is_flowed.then_some(depth);
        let end = content.len() - usize::from(is_flowed && deletes_space);
        out.push_str(&content[..end]);
        if !is_flowed {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m03_broken_lines_are_joined() {
        assert_eq!(joined("Hola \nAna\n\nadiós\n", false), "Hola Ana\n\nadiós\n");
        let link = "Véase https://ejemplo.es/ofertas/ \n2026/noviembre\n";
        assert_eq!(joined(link, true), "Véase https://ejemplo.es/ofertas/2026/noviembre\n");
        assert_eq!(joined("> uno \n> dos\n>> tres \ncuatro\n", false), "> uno dos\n>> tres \ncuatro\n");
        assert_eq!(joined("fin \n-- \nAna \nGil\n", false), "fin \n-- \nAna Gil\n");
        assert_eq!(joined(" From aquí\n >no es cita\n", false), "From aquí\n>no es cita\n");
    }
}
