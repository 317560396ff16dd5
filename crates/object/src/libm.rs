//! Functions of the C mathematical library that the standard library computes differently or not at
//! all. Results must be those of the platform's C library.

// SAFETY: pure functions of C99's <math.h> with these very types.
unsafe extern "C" {
    pub safe fn asinh(x: f64) -> f64;
    pub safe fn acosh(x: f64) -> f64;
    pub safe fn atanh(x: f64) -> f64;
    pub safe fn erf(x: f64) -> f64;
    pub safe fn erfc(x: f64) -> f64;
}
