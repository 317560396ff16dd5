//! `gc`: the cycle collector as Python code steers and inspects it. Thin over `pyston_object::gc`.

use pyston_object::gc::{self, GENERATIONS};
use pyston_object::hooks;
use pyston_object::prelude::*;

pub struct GcModule;

/// Access to the collector of reference cycles: switching it on and off, running it, tuning how often
/// it runs, and looking at the objects it knows.
#[pymodule("gc")]
impl GcModule {
    /// Turn automatic collection on.
    #[function("()")]
    fn enable() {
        gc::enable();
    }

    /// Turn automatic collection off. Explicit calls of collect() still work.
    #[function("()")]
    fn disable() {
        gc::disable();
    }

    /// Tell whether automatic collection is on.
    #[function("()")]
    fn isenabled() -> bool {
        gc::is_enabled()
    }

    /// Collect a generation and all younger ones; without argument, everything.
    ///
    /// Returns the number of unreachable objects found.
    #[function("(generation=2)")]
    fn collect(generation: i32) -> PyResult<usize> {
        match usize::try_from(generation) {
            Ok(generation) if generation < GENERATIONS => Ok(gc::collect(generation)),
            _ => Err(raise!(ValueError, "invalid generation")),
        }
    }

    /// Choose what the collector reports on standard error, as a sum of the DEBUG_ constants.
    ///
    /// DEBUG_STATS reports on each collection, DEBUG_COLLECTABLE and DEBUG_UNCOLLECTABLE name the
    /// objects found, DEBUG_SAVEALL puts them into gc.garbage instead of freeing them, and DEBUG_LEAK
    /// is what looking for a leak needs. 0 reports nothing.
    #[function("(flags, /)")]
    fn set_debug(flags: i32) {
        gc::set_debug_flags(flags);
    }

    /// Return the debugging flags.
    #[function("()")]
    fn get_debug() -> i32 {
        gc::debug_flags()
    }

    /// set_threshold(threshold0[, threshold1[, threshold2]])
    ///
    /// Set how many allocations, and collections of the generation before, lead to a collection of
    /// each generation. A first threshold of 0 turns automatic collection off.
    #[function]
    fn set_threshold(args: Args) -> PyResult<()> {
        args.no_keywords("set_threshold")?;
        let n_args = args.positional.len();
        if n_args == 0 {
            return Err(raise!(TypeError, "set_threshold() takes at least 1 argument (0 given)"));
        }
        if n_args > GENERATIONS {
            return Err(raise!(TypeError, "set_threshold() takes at most 3 arguments ({n_args} given)"));
        }
        let mut thresholds = Vec::with_capacity(n_args);
        for arg in args.positional {
            let value = protocol::as_c_long(arg)?;
            let out_of_range = |_| {
                let (side, bound) = if value > 0 { ("greater", "maximum") } else { ("less", "minimum") };
                raise!(OverflowError, "signed integer is {side} than {bound}")
            };
            thresholds.push(i32::try_from(value).map_err(out_of_range)?);
        }
        gc::set_thresholds(&thresholds);
        Ok(())
    }

    /// Return the thresholds as a tuple.
    #[function("()")]
    fn get_threshold() -> (i32, i32, i32) {
        let [first, second, third] = gc::thresholds();
        (first, second, third)
    }

    /// Return the current counts as a tuple: allocations since the last collection, and collections of
    /// the generation before since the last of each other one.
    #[function("()")]
    fn get_count() -> (i32, i32, i32) {
        let [first, second, third] = gc::count();
        (first, second, third)
    }

    /// Return a list with a dictionary of figures for each generation.
    #[function("()")]
    fn get_stats() -> PyResult<Vec<Py>> {
        let figures = |stats: gc::Stats| -> PyResult {
            let dict = Dict::new()?;
            dict.set_str(name!("collections"), stats.collections.into_py()?)?;
            dict.set_str(name!("collected"), stats.collected.into_py()?)?;
            dict.set_str(name!("uncollectable"), stats.uncollectable.into_py()?)?;
            Ok(dict.into_object())
        };
        gc::stats().into_iter().map(figures).collect()
    }

    /// Return the objects the collector tracks, of one generation or (None) of all.
    #[function("(generation=None)")]
    fn get_objects(generation: Option<&Object>) -> PyResult<Py<List>> {
        let generation = generation.map(generation_index).transpose()?.flatten();
        hooks::audit("gc.get_objects", || Ok([generation.map_or(-1, |index| index as i64).into_py()?]))?;
        gc::get_objects(generation)
    }

    /// get_referrers(*objs)
    ///
    /// Return the tracked objects that refer directly to any of the arguments.
    #[function]
    fn get_referrers(args: Args) -> PyResult<Py<List>> {
        args.no_keywords("get_referrers")?;
        hooks::audit("gc.get_referrers", || Ok([Tuple::from_slice(args.positional)?.into_object()]))?;
        gc::get_referrers(args.positional, None)
    }

    /// get_referents(*objs)
    ///
    /// Return the objects that the arguments refer to directly.
    #[function]
    fn get_referents(args: Args) -> PyResult<Py<List>> {
        args.no_keywords("get_referents")?;
        hooks::audit("gc.get_referents", || Ok([Tuple::from_slice(args.positional)?.into_object()]))?;
        gc::get_referents(args.positional)
    }

    /// Tell whether the collector tracks the object. Objects that cannot be part of a cycle are not
    /// tracked.
    #[function("(obj, /)")]
    fn is_tracked(obj: &Object) -> bool {
        gc::is_object_tracked(obj)
    }

    /// Put all tracked objects aside: later collections leave them alone.
    ///
    /// Done before fork(), it keeps the pages of these objects shared.
    #[function("()")]
    fn freeze() {
        gc::freeze();
    }

    /// Give all frozen objects back to the oldest generation.
    #[function("()")]
    fn unfreeze() {
        gc::unfreeze();
    }

    /// Return the number of frozen objects.
    #[function("()")]
    fn get_freeze_count() -> usize {
        gc::freeze_count()
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("garbage", gc::garbage()?)?;
        module.add("callbacks", gc::callbacks()?)?;
        module.add("DEBUG_STATS", gc::STATS)?;
        module.add("DEBUG_COLLECTABLE", gc::COLLECTABLE)?;
        module.add("DEBUG_UNCOLLECTABLE", gc::UNCOLLECTABLE)?;
        module.add("DEBUG_SAVEALL", gc::SAVEALL)?;
        module.add("DEBUG_LEAK", gc::LEAK)
    }
}

/// The generation meant by an argument; -1 means all.
fn generation_index(argument: &Object) -> PyResult<Option<usize>> {
    if !protocol::has_index(argument) {
        let got = argument.type_name();
        return Err(raise!(TypeError, "argument should be integer or None, not '{got:.200}'"));
    }
    let index = protocol::index_as_ssize_for(argument, Some(&exc::OverflowError))?;
    if index == -1 {
        return Ok(None);
    }
    let Ok(index) = usize::try_from(index) else {
        return Err(raise!(ValueError, "generation parameter cannot be negative"));
    };
    if index >= GENERATIONS {
        return Err(raise!(
            ValueError,
            "generation parameter must be less than the number of available generations ({GENERATIONS})"
        ));
    }
    Ok(Some(index))
}
