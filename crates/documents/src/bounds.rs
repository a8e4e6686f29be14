//! Whether a change is worth reading: Automerge unpacks what it is told to, and counts as far as it is told to. A colleague
//! with a valid key may still be hostile (y29). The layout is the binary format's, automerge.org/automerge-binary-format-spec.

/// Operations of one change; a form that is saved makes some tens.
const OPERATIONS_MAX: u64 = 1_000_000;
/// Numbers of operations end at 2^32 in Automerge; half of that is more than any record has.
const NUMBER_MAX: u64 = 1 << 31;

/// A change that is not deflated, and says that it does no more than a change does.
pub(crate) fn is_bounded(bytes: &[u8]) -> bool {
    // Magic, checksum, then the type: 1 is a change as it is, 2 a deflated one, which nothing bounds.
    let Some((head, body)) = bytes.split_at_checked(9) else { return false };
    head[8] == 1 && looks_bounded(body).unwrap_or(false)
}

fn looks_bounded(bytes: &[u8]) -> Option<bool> {
    let mut rest = Rest(bytes);
    rest.number()?;
    let parents = rest.number()?;
    rest.skip(parents.checked_mul(32)?)?;
    rest.skip_part()?;
    let (_seq, first) = (rest.number()?, rest.number()?);
    rest.number()?;
    rest.skip_part()?;
    for _ in 0..rest.number()? {
        rest.skip_part()?;
    }
    let count = rest.number()?;
    if count > 100 {
        return Some(false);
    }
    let columns: Option<Vec<(u64, u64)>> =
        (0..count).map(|_| Some((rest.number()?, rest.number()?))).collect();
    let mut most = 0;
    for (kind, length) in columns? {
        let column = Rest(rest.take(length)?);
        // The fourth bit says that the column is deflated.
        if kind & 8 != 0 {
            return Some(false);
        }
        most = most.max(runs(column, kind & 7)?);
    }
    Some(most <= OPERATIONS_MAX && first.saturating_add(most) < NUMBER_MAX)
}

/// How many values a column claims to hold.
fn runs(mut column: Rest<'_>, kind: u64) -> Option<u64> {
    const BOOLEAN: u64 = 4;
    const TEXT: u64 = 5;
    const RAW: u64 = 7;
    let mut all = 0u64;
    while kind != RAW && !column.0.is_empty() && all <= OPERATIONS_MAX {
        if kind == BOOLEAN {
            all = all.saturating_add(column.number()?);
            continue;
        }
        let value = |column: &mut Rest<'_>| {
            if kind == TEXT { column.skip_part() } else { column.number().map(|_| ()) }
        };
        match column.signed()? {
            0 => all = all.saturating_add(column.number()?),
            run if run > 0 => {
                all = all.saturating_add(run.unsigned_abs());
                value(&mut column)?;
            }
            literal => {
                all = all.saturating_add(literal.unsigned_abs());
                for _ in 0..literal.unsigned_abs().min(OPERATIONS_MAX) {
                    value(&mut column)?;
                }
            }
        }
    }
    Some(all)
}

#[derive(Clone, Copy)]
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, count: u64) -> Option<()> {
        self.take(count).map(|_| ())
    }

    fn skip_part(&mut self) -> Option<()> {
        let length = self.number()?;
        self.skip(length)
    }

    /// LEB128; a signed one has the same length.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for at in 0..10 {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f).checked_shl(7 * at)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let before = self.0;
        let number = self.number()?;
        let length = before.len() - self.0.len();
        let bits = 7 * length as u32;
        let is_negative = before[length - 1] & 0x40 != 0;
        let number = number.cast_signed();
        Some(if is_negative && bits < 64 { number | (-1i64 << bits) } else { number })
    }
}

#[cfg(test)]
mod tests {
    use automerge::transaction::Transactable;
    use automerge::{Automerge, ROOT};

    use super::*;

    fn change(keys: u32) -> Vec<u8> {
        let mut doc = Automerge::new();
        let mut tx = doc.transaction();
        for key in 0..keys {
            tx.put(ROOT, format!("clave {key}"), "valor").expect("a put");
        }
        tx.commit();
        doc.get_changes(&[]).first().expect("a change").raw_bytes().to_vec()
    }

    #[test]
    fn y29_honest_changes_are_bounded_and_deflated_ones_are_not() {
        for keys in [1, 2, 30, 1000] {
            assert!(is_bounded(&change(keys)), "{keys}");
        }
        let mut deflated = change(100);
        deflated[8] = 2;
        assert!(!is_bounded(&deflated));
        for cut in 0..200 {
            let bytes = change(3);
            assert!(!is_bounded(&bytes[..cut.min(bytes.len() - 1)]), "{cut}");
        }
    }

    #[test]
    fn y29_a_column_that_claims_a_quintillion_operations_is_not_read() {
        // A run of 2^60 of one value.
        let run = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0x01];
        assert!(runs(Rest(&run), 2).expect("a run") > OPERATIONS_MAX);
        let nulls = [0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        assert!(runs(Rest(&nulls), 2).expect("nulls") > OPERATIONS_MAX);
        assert_eq!(runs(Rest(&[0x7e, 1, 2, 3, 9]), 2), Some(5), "two literals, then a run of three");
    }
}
