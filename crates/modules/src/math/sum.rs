//! `math.fsum`: a correctly rounded sum, by Shewchuk's exact partial sums.

use pyston_object::prelude::*;

/// `math.fsum(iterable)`.
pub fn fsum(iterable: &Object) -> PyResult<f64> {
    // Non-overlapping, increasing in size; their exact sum is the sum so far.
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    protocol::for_each(iterable, |item| {
        let value = protocol::as_f64(&item)?;
        let rest = add(&mut partials, value);
        if rest != 0.0 {
            if !rest.is_finite() {
                if value.is_finite() {
                    return Err(raise!(OverflowError, "intermediate overflow in fsum"));
                }
                if value.is_infinite() {
                    infinities += value;
                }
                special += value;
                partials.clear();
            } else {
                partials.push(rest);
            }
        }
        Ok(())
    })?;
    if special != 0.0 || special.is_nan() {
        if infinities.is_nan() {
            return Err(raise!(ValueError, "-inf + inf in fsum"));
        }
        return Ok(special);
    }
    Ok(rounded(&partials))
}

/// Adds a value to the partial sums: keeps the errors there and returns the high part.
fn add(partials: &mut Vec<f64>, value: f64) -> f64 {
    let mut x = value;
    let mut kept = 0;
    for index in 0..partials.len() {
        let mut y = partials[index];
        if x.abs() < y.abs() {
            std::mem::swap(&mut x, &mut y);
        }
        let high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            partials[kept] = low;
            kept += 1;
        }
        x = high;
    }
    partials.truncate(kept);
    x
}

/// The sum of the partial sums, ties broken by what follows.
fn rounded(partials: &[f64]) -> f64 {
    let Some((&top, mut rest)) = partials.split_last() else { return 0.0 };
    let (mut high, mut low) = (top, 0.0);
    while let Some((&next, below)) = rest.split_last() {
        rest = below;
        let before = high;
        high = before + next;
        low = next - (high - before);
        if low != 0.0 {
            break;
        }
    }
    if let Some(&below) = rest.last()
        && (low < 0.0 && below < 0.0 || low > 0.0 && below > 0.0)
    {
        let twice = low * 2.0;
        let candidate = high + twice;
        if twice == candidate - high {
            return candidate;
        }
    }
    high
}
