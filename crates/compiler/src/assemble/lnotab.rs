//! The line table: pairs of byte and line increments.

/// Builds `co_lnotab`.
pub(super) struct Lines {
    table: Vec<u8>,
    last_line: u32,
    last_offset: usize,
}

impl Lines {
    pub(super) fn new(firstlineno: u32) -> Lines {
        Lines { table: Vec::new(), last_line: firstlineno, last_offset: 0 }
    }

    /// The line `lineno` starts at a byte offset.
    pub(super) fn add(&mut self, offset: usize, lineno: u32) {
        let mut bytes = offset - self.last_offset;
        let mut lines = i64::from(lineno) - i64::from(self.last_line);
        if bytes == 0 && lines == 0 {
            return;
        }
        while bytes > 255 {
            self.table.extend([255, 0]);
            bytes -= 255;
        }
        // CPython also splits the increments that would just fit: -128 and 127 fit, beyond is cut.
        if !(-128..=127).contains(&lines) {
            let step: i64 = if lines < 0 { -128 } else { 127 };
            for _ in 0..lines / step {
                self.table.extend([bytes as u8, step as i8 as u8]);
                bytes = 0;
            }
            lines %= step;
        }
        self.table.extend([bytes as u8, lines as i8 as u8]);
        self.last_line = lineno;
        self.last_offset = offset;
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(usize, u32)]) -> Vec<u8> {
        let mut lines = Lines::new(1);
        rows.iter().for_each(|&(offset, line)| lines.add(offset, line));
        lines.finish()
    }

    #[test]
    fn increments_are_split() {
        assert_eq!(table(&[(0, 1)]), []);
        assert_eq!(table(&[(0, 1), (6, 2)]), [6, 1]);
        assert_eq!(table(&[(300, 2)]), [255, 0, 45, 1]);
        assert_eq!(table(&[(4, 301)]), [4, 127, 0, 127, 0, 46]);
        assert_eq!(table(&[(4, 301), (8, 1)]), [4, 127, 0, 127, 0, 46, 4, 128, 0, 128, 0, 212]);
    }
}
