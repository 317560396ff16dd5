//! `itertools`: a file for each type.

mod accumulate;
mod chain;
mod combinations;
mod combinations_with_replacement;
mod compress;
mod count;
mod cycle;
mod filter;
mod groupby;
mod islice;
mod permutations;
mod pool;
mod product;
mod repeat;
mod starmap;
mod tee;
mod zip_longest;

use pyston_object::prelude::*;

use crate::arguments::install_once;

pub struct ItertoolsModule;

/// Building blocks for iterators: infinite ones, selections from others, combinations of elements.
#[pymodule("itertools")]
impl ItertoolsModule {
    /// Return a tuple of n independent iterators over one iterable.
    #[function("($module, iterable, n=2, /)")]
    fn tee(iterable: &Object, n: isize) -> PyResult<Py<Tuple>> {
        tee::tee(iterable, n)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&accumulate::Accumulate_Type, || {
            INSTALL.iter().for_each(|install| install());
            Ok(())
        })?;
        TYPES.iter().try_for_each(|ty| module.add_type(ty))
    }
}

const INSTALL: &[fn()] = &[
    accumulate::Accumulate::install,
    chain::Chain::install,
    combinations::Combinations::install,
    combinations_with_replacement::CombinationsWithReplacement::install,
    compress::Compress::install,
    count::Count::install,
    cycle::Cycle::install,
    filter::DropWhile::install,
    filter::TakeWhile::install,
    filter::FilterFalse::install,
    groupby::GroupBy::install,
    groupby::Grouper::install,
    islice::Slice::install,
    permutations::Permutations::install,
    product::Product::install,
    repeat::Repeat::install,
    starmap::StarMap::install,
    tee::Tee::install,
    tee::TeeData::install,
    zip_longest::ZipLongest::install,
];

const TYPES: &[&Type] = &[
    &accumulate::Accumulate_Type,
    &combinations::Combinations_Type,
    &combinations_with_replacement::CombinationsWithReplacement_Type,
    &cycle::Cycle_Type,
    &filter::DropWhile_Type,
    &filter::TakeWhile_Type,
    &islice::Slice_Type,
    &starmap::StarMap_Type,
    &chain::Chain_Type,
    &compress::Compress_Type,
    &filter::FilterFalse_Type,
    &count::Count_Type,
    &zip_longest::ZipLongest_Type,
    &permutations::Permutations_Type,
    &product::Product_Type,
    &repeat::Repeat_Type,
    &groupby::GroupBy_Type,
    &groupby::Grouper_Type,
    &tee::Tee_Type,
    &tee::TeeData_Type,
];
