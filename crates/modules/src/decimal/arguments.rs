//! Binding arguments with the messages of `PyArg_ParseTuple` without a function's name, which all of this
//! module's functions have.

use pyston_object::prelude::*;

/// Binds positional and keyword arguments to named parameters, the first `required` of them required.
pub fn bind<'a>(
    args: Args<'a>,
    names: &[&'static str],
    required: usize,
    bound: &mut [Option<&'a Object>],
) -> PyResult<()> {
    let (n_args, total) = (args.positional.len(), names.len());
    let given = n_args + args.names.len();
    if given > total {
        let plural = if total == 1 { "" } else { "s" };
        return Err(raise!(TypeError, "function takes at most {total} argument{plural} ({given} given)"));
    }
    for (slot, arg) in bound.iter_mut().zip(args.positional) {
        *slot = Some(arg);
    }
    let mut misfit = None;
    for (name, value) in args.keywords() {
        let place = name.downcast::<Str>().and_then(|name| names.iter().position(|known| name.eq_str(known)));
        match place {
            Some(place) if place < n_args => {
                misfit.get_or_insert(misfit_of(name, Some(place)));
            }
            Some(place) => bound[place] = Some(value),
            None => {
                misfit.get_or_insert(misfit_of(name, None));
            }
        }
    }
    for place in 0..required {
        if bound[place].is_none() {
            let name = names[place];
            return Err(raise!(TypeError, "function missing required argument '{name}' (pos {})", place + 1));
        }
    }
    match misfit {
        Some((name, Some(place))) => {
            Err(raise!(TypeError, "argument for function given by name ('{name}') and position ({})", place + 1))
        }
        Some((name, None)) => Err(raise!(TypeError, "'{name}' is an invalid keyword argument for this function")),
        None => Ok(()),
    }
}

fn misfit_of(name: &Object, place: Option<usize>) -> (String, Option<usize>) {
    let text = name.downcast::<Str>().map(|name| name.to_string_lossy().into_owned());
    (text.unwrap_or_default(), place)
}

/// Positional arguments alone, `min` to `max` of them.
pub fn positional<'a>(function: &str, args: Args<'a>, min: usize, max: usize) -> PyResult<&'a [&'a Object]> {
    args.no_keywords(function)?;
    let given = args.positional.len();
    if (min..=max).contains(&given) {
        return Ok(args.positional);
    }
    let (bound, limit) = if min == max {
        ("exactly", min)
    } else if given < min {
        ("at least", min)
    } else {
        ("at most", max)
    };
    let plural = if limit == 1 { "" } else { "s" };
    Err(raise!(TypeError, "function takes {bound} {limit} argument{plural} ({given} given)"))
}
