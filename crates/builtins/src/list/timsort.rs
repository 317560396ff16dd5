//! The stable merge sort of lists: finds runs, extends short ones, merges neighbours by galloping.
//!
//! Written for comparisons that are Python calls: they cost far more than moves, may fail, and need
//! not be consistent. **Invariant**: at every moment, also when a comparison fails, the slice holds
//! the same elements; the scratch buffer is copied back before an error leaves a merge.

use pyston_object::prelude::*;

/// Runs shorter than this are extended by insertion.
const SHORT: usize = 64;
/// How often one side must win in a row before galloping starts.
const MIN_GALLOP: usize = 7;

struct Run {
    start: usize,
    len: usize,
}

struct Sorter<'a, T, F> {
    items: &'a mut [T],
    less: F,
    runs: Vec<Run>,
    scratch: Vec<T>,
    min_gallop: usize,
}

/// Sorts stably by `less`.
pub fn sort<T: Copy, F: FnMut(T, T) -> PyResult<bool>>(items: &mut [T], less: F) -> PyResult<()> {
    let len = items.len();
    if len < 2 {
        return Ok(());
    }
    let mut sorter = Sorter { items, less, runs: Vec::new(), scratch: Vec::new(), min_gallop: MIN_GALLOP };
    let min_run = min_run(len);
    let mut start = 0;
    while start < len {
        let mut run = sorter.natural_run(start)?;
        if run < min_run {
            let forced = min_run.min(len - start);
            sorter.insert_rest(start, start + run, start + forced)?;
            run = forced;
        }
        sorter.runs.push(Run { start, len: run });
        sorter.collapse()?;
        start += run;
    }
    sorter.collapse_all()
}

/// A run length for which `len / min_run` is just below a power of two.
fn min_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= SHORT {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}

impl<T: Copy, F: FnMut(T, T) -> PyResult<bool>> Sorter<'_, T, F> {
    fn less(&mut self, a: T, b: T) -> PyResult<bool> {
        (self.less)(a, b)
    }

    /// Length of the run at `start`; a strictly descending one is reversed.
    fn natural_run(&mut self, start: usize) -> PyResult<usize> {
        let end = self.items.len();
        if end - start < 2 {
            return Ok(end - start);
        }
        let descending = self.less(self.items[start + 1], self.items[start])?;
        let mut stop = start + 2;
        while stop < end && self.less(self.items[stop], self.items[stop - 1])? == descending {
            stop += 1;
        }
        if descending {
            self.items[start..stop].reverse();
        }
        Ok(stop - start)
    }

    /// Inserts `sorted..end` into the sorted `start..sorted` by binary search.
    fn insert_rest(&mut self, start: usize, sorted: usize, end: usize) -> PyResult<()> {
        for position in sorted..end {
            let pivot = self.items[position];
            let (mut low, mut high) = (start, position);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(pivot, self.items[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.items.copy_within(low..position, low + 1);
            self.items[low] = pivot;
        }
        Ok(())
    }

    /// Merges until the runs' lengths fall faster than Fibonacci's numbers.
    fn collapse(&mut self) -> PyResult<()> {
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            let len = |index: usize| self.runs[index].len;
            let unbalanced =
                (at > 0 && len(at - 1) <= len(at) + len(at + 1)) || (at > 1 && len(at - 2) <= len(at - 1) + len(at));
            if unbalanced {
                if len(at - 1) < len(at + 1) {
                    at -= 1;
                }
            } else if len(at) > len(at + 1) {
                return Ok(());
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    fn collapse_all(&mut self) -> PyResult<()> {
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            if at > 0 && self.runs[at - 1].len < self.runs[at + 1].len {
                at -= 1;
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    /// Merges runs `at` and `at + 1`.
    fn merge_at(&mut self, at: usize) -> PyResult<()> {
        let (start, left) = (self.runs[at].start, self.runs[at].len);
        let Run { start: middle, len: right } = self.runs.remove(at + 1);
        self.runs[at].len = left + right;
        // What of the left run is already in place, and what of the right one.
        let skip = self.gallop_right(self.items[middle], Side::Items(start, left), 0)?;
        let (start, left) = (start + skip, left - skip);
        if left == 0 {
            return Ok(());
        }
        let right = self.gallop_left(self.items[start + left - 1], Side::Items(middle, right), right - 1)?;
        if right == 0 {
            return Ok(());
        }
        if left <= right { self.merge_low(start, left, right) } else { self.merge_high(start, left, right) }
    }

    fn at(&self, side: Side, index: usize) -> T {
        match side {
            Side::Items(start, _) => self.items[start + index],
            Side::Scratch(start, _) => self.scratch[start + index],
        }
    }

    /// How many elements of the side are less than `key`, searched outwards from `hint`.
    fn gallop_left(&mut self, key: T, side: Side, hint: usize) -> PyResult<usize> {
        self.gallop(side, hint, |sorter, element| sorter.less(element, key))
    }

    /// How many elements of the side are not greater than `key`, searched outwards from `hint`.
    fn gallop_right(&mut self, key: T, side: Side, hint: usize) -> PyResult<usize> {
        self.gallop(side, hint, |sorter, element| Ok(!sorter.less(key, element)?))
    }

    /// The first index whose element is not `before`, by doubling steps from `hint`, then bisection.
    fn gallop(
        &mut self,
        side: Side,
        hint: usize,
        mut before: impl FnMut(&mut Self, T) -> PyResult<bool>,
    ) -> PyResult<usize> {
        let len = side.len();
        let (mut step, mut last) = (1usize, 0usize);
        let (mut low, mut high);
        if before(self, self.at(side, hint))? {
            let max = len - hint;
            while step < max && before(self, self.at(side, hint + step))? {
                last = step;
                step = step.saturating_mul(2).saturating_add(1);
            }
            (low, high) = (hint + last + 1, hint + step.min(max));
        } else {
            let max = hint + 1;
            while step < max && !before(self, self.at(side, hint - step))? {
                last = step;
                step = step.saturating_mul(2).saturating_add(1);
            }
            (low, high) = (hint + 1 - step.min(max), hint - last);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self, self.at(side, middle))? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Merges from the left, the left run being in the scratch buffer.
    fn merge_low(&mut self, start: usize, left: usize, right: usize) -> PyResult<()> {
        self.scratch.clear();
        self.scratch.extend_from_slice(&self.items[start..start + left]);
        let mut state = Merge { target: start, a: 0, a_end: left, b: start + left, b_end: start + left + right };
        let result = self.merge_low_steps(&mut state);
        // The rest of the scratch fills the gap exactly; what is left of the right run is in place.
        let rest = state.a_end - state.a;
        self.items[state.target..state.target + rest].copy_from_slice(&self.scratch[state.a..state.a_end]);
        result
    }

    fn merge_low_steps(&mut self, m: &mut Merge) -> PyResult<()> {
        while m.a < m.a_end && m.b < m.b_end {
            let (mut wins_a, mut wins_b) = (0, 0);
            while m.a < m.a_end && m.b < m.b_end && wins_a < self.min_gallop && wins_b < self.min_gallop {
                if self.less(self.items[m.b], self.scratch[m.a])? {
                    self.items[m.target] = self.items[m.b];
                    m.b += 1;
                    (wins_a, wins_b) = (0, wins_b + 1);
                } else {
                    self.items[m.target] = self.scratch[m.a];
                    m.a += 1;
                    (wins_a, wins_b) = (wins_a + 1, 0);
                }
                m.target += 1;
            }
            self.min_gallop += 1;
            while m.a < m.a_end && m.b < m.b_end {
                self.min_gallop = (self.min_gallop - 1).max(1);
                let key = self.items[m.b];
                let from_a = self.gallop_right(key, Side::Scratch(m.a, m.a_end - m.a), 0)?;
                self.items[m.target..m.target + from_a].copy_from_slice(&self.scratch[m.a..m.a + from_a]);
                m.a += from_a;
                m.target += from_a;
                if m.a == m.a_end {
                    return Ok(());
                }
                self.items[m.target] = key;
                m.target += 1;
                m.b += 1;
                if m.b == m.b_end {
                    return Ok(());
                }
                let from_b = self.gallop_left(self.scratch[m.a], Side::Items(m.b, m.b_end - m.b), 0)?;
                self.items.copy_within(m.b..m.b + from_b, m.target);
                m.b += from_b;
                m.target += from_b;
                if m.b == m.b_end {
                    return Ok(());
                }
                self.items[m.target] = self.scratch[m.a];
                m.target += 1;
                m.a += 1;
                if from_a < MIN_GALLOP && from_b < MIN_GALLOP {
                    self.min_gallop += 1;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Merges from the right, the right run being in the scratch buffer. Ends are exclusive.
    fn merge_high(&mut self, start: usize, left: usize, right: usize) -> PyResult<()> {
        self.scratch.clear();
        self.scratch.extend_from_slice(&self.items[start + left..start + left + right]);
        let mut state = Merge { target: start + left + right, a: start, a_end: start + left, b: 0, b_end: right };
        let result = self.merge_high_steps(&mut state);
        let rest = state.b_end - state.b;
        self.items[state.target - rest..state.target].copy_from_slice(&self.scratch[state.b..state.b_end]);
        result
    }

    fn merge_high_steps(&mut self, m: &mut Merge) -> PyResult<()> {
        while m.a < m.a_end && m.b < m.b_end {
            let (mut wins_a, mut wins_b) = (0, 0);
            while m.a < m.a_end && m.b < m.b_end && wins_a < self.min_gallop && wins_b < self.min_gallop {
                m.target -= 1;
                let is_less = match self.less(self.scratch[m.b_end - 1], self.items[m.a_end - 1]) {
                    Ok(is_less) => is_less,
                    Err(raised) => {
                        m.target += 1;
                        return Err(raised);
                    }
                };
                if is_less {
                    m.a_end -= 1;
                    self.items[m.target] = self.items[m.a_end];
                    (wins_a, wins_b) = (wins_a + 1, 0);
                } else {
                    m.b_end -= 1;
                    self.items[m.target] = self.scratch[m.b_end];
                    (wins_a, wins_b) = (0, wins_b + 1);
                }
            }
            self.min_gallop += 1;
            while m.a < m.a_end && m.b < m.b_end {
                self.min_gallop = (self.min_gallop - 1).max(1);
                let len = m.a_end - m.a;
                let key = self.scratch[m.b_end - 1];
                let from_a = len - self.gallop_right(key, Side::Items(m.a, len), len - 1)?;
                m.target -= from_a;
                m.a_end -= from_a;
                self.items.copy_within(m.a_end..m.a_end + from_a, m.target);
                if m.a == m.a_end {
                    return Ok(());
                }
                m.target -= 1;
                m.b_end -= 1;
                self.items[m.target] = key;
                if m.b == m.b_end {
                    return Ok(());
                }
                let len = m.b_end - m.b;
                let from_b = len - self.gallop_left(self.items[m.a_end - 1], Side::Scratch(m.b, len), len - 1)?;
                m.target -= from_b;
                m.b_end -= from_b;
                self.items[m.target..m.target + from_b].copy_from_slice(&self.scratch[m.b_end..m.b_end + from_b]);
                if m.b == m.b_end {
                    return Ok(());
                }
                m.target -= 1;
                m.a_end -= 1;
                self.items[m.target] = self.items[m.a_end];
                if from_a < MIN_GALLOP && from_b < MIN_GALLOP {
                    self.min_gallop += 1;
                    break;
                }
            }
        }
        Ok(())
    }
}

/// Where a run is: start and length.
#[derive(Clone, Copy)]
enum Side {
    Items(usize, usize),
    Scratch(usize, usize),
}

impl Side {
    fn len(self) -> usize {
        match self {
            Side::Items(_, len) | Side::Scratch(_, len) => len,
        }
    }
}

/// The unmerged parts of both runs, and where the next element goes.
struct Merge {
    target: usize,
    a: usize,
    a_end: usize,
    b: usize,
    b_end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that the data is the same each time.
    fn numbers(len: usize, modulus: u64, seed: u64) -> Vec<(u64, usize)> {
        let mut state = seed;
        (0..len)
            .map(|index| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((state >> 33) % modulus, index)
            })
            .collect()
    }

    #[test]
    fn sorts_stably() {
        for len in [0, 1, 2, 3, 63, 64, 65, 200, 1000, 5000] {
            for modulus in [1, 2, 10, 1000, u64::MAX] {
                let mut items = numbers(len, modulus, len as u64);
                let half = len / 2;
                items[..half].sort();
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                sort(&mut items, |a, b| Ok(a.0 < b.0)).expect("no error");
                assert_eq!(items, expected, "{len} {modulus}");
            }
        }
    }

    #[test]
    fn keeps_all_elements_whatever_the_comparison_says() {
        for fail_after in [1, 10, 100, 500, 1500, 3000, usize::MAX] {
            let mut items = numbers(700, 50, 7);
            items[350..].sort();
            let mut calls = 0;
            let result = sort(&mut items, |a, b| {
                calls += 1;
                if calls > fail_after {
                    Err(Raised)
                } else {
                    Ok((a.0 * 31 + b.0 * 17 + calls as u64).is_multiple_of(3))
                }
            });
            assert_eq!(result.is_err(), calls > fail_after);
            let mut indices: Vec<usize> = items.iter().map(|item| item.1).collect();
            indices.sort();
            assert!(indices.into_iter().eq(0..700), "{fail_after}");
        }
    }
}
