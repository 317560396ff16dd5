//! `translate` and `maketrans`.

use pyston_object::prelude::*;

/// What the table says about a code point.
enum Mapped {
    Same,
    Deleted,
    Point(u32),
    Text(Py<Str>),
}

fn look_up(table: &Object, point: u32) -> PyResult<Mapped> {
    let key = Int::from_i64(point.into())?;
    let Some(value) = errors::catch(protocol::getitem(table, &key), &exc::LookupError)? else {
        return Ok(Mapped::Same);
    };
    if value.is_none() {
        return Ok(Mapped::Deleted);
    }
    if let Some(number) = value.downcast::<Int>() {
        let point = number.to_i64().and_then(|number| u32::try_from(number).ok()).filter(|&point| point < 0x11_0000);
        let point = point.ok_or_else(|| raise!(ValueError, "character mapping must be in range(0x110000)"))?;
        return Ok(Mapped::Point(point));
    }
    value
        .downcast_into()
        .map(Mapped::Text)
        .map_err(|_| raise!(TypeError, "character mapping must return integer, None or str"))
}

pub fn translate(this: &Str, table: &Object) -> PyResult<Py<Str>> {
    let data = this.data();
    let mut out = StrBuilder::with_capacity(data.len());
    // In ASCII text a character is looked up once.
    let mut known: [Option<Mapped>; 128] = [const { None }; 128];
    let is_ascii = this.is_ascii();
    for point in data.iter() {
        let fresh;
        let mapped = if is_ascii {
            let slot = &mut known[point as usize];
            if slot.is_none() {
                *slot = Some(look_up(table, point)?);
            }
            slot.as_ref().unwrap_or(&Mapped::Same)
        } else {
            fresh = look_up(table, point)?;
            &fresh
        };
        match mapped {
            Mapped::Same => out.push(point),
            Mapped::Deleted => (),
            Mapped::Point(point) => out.push(*point),
            Mapped::Text(text) => out.push_py(text),
        }
    }
    out.finish()
}

fn int_key(point: u32) -> PyResult<Py<Int>> {
    Int::from_i64(point.into())
}

/// `maketrans(x[, y[, z]])`.
pub fn make_table(x: &Object, y: Option<&Str>, z: Option<&Str>) -> PyResult<Py<Dict>> {
    let table = Dict::new()?;
    match y {
        Some(y) => from_texts(&table, x, y, z)?,
        None => from_dict(&table, x)?,
    }
    Ok(table)
}

fn from_texts(table: &Dict, x: &Object, y: &Str, z: Option<&Str>) -> PyResult<()> {
    let Some(x) = x.downcast::<Str>() else {
        return Err(raise!(TypeError, "first maketrans argument must be a string if there is a second argument"));
    };
    if x.len() != y.len() {
        return Err(raise!(ValueError, "the first two maketrans arguments must have equal length"));
    }
    for (from, to) in x.data().iter().zip(y.data().iter()) {
        table.set(&*int_key(from)?, int_key(to)?.into_object())?;
    }
    for point in z.iter().flat_map(|z| z.data().iter()) {
        table.set(&*int_key(point)?, singletons::py_none())?;
    }
    Ok(())
}

fn from_dict(table: &Dict, x: &Object) -> PyResult<()> {
    let Some(x) = x.downcast_exact::<Dict>() else {
        return Err(raise!(TypeError, "if you give only one argument to maketrans it must be a dict"));
    };
    for (key, value) in x.items() {
        if let Some(text) = key.downcast::<Str>() {
            if text.len() != 1 {
                return Err(raise!(ValueError, "string keys in translate table must be of length 1"));
            }
            table.set(&*int_key(text.data().at(0))?, value)?;
        } else if Int::check(&key) {
            table.set(&key, value)?;
        } else {
            return Err(raise!(TypeError, "keys in translate table must be strings or integers"));
        }
    }
    Ok(())
}
