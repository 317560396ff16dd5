//! What tasks give the loop to call: the next step, and waking up when a future is done.
//!
//! They are objects of their own instead of bound methods, so that they cost one small block and that nobody
//! can override them.

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::step::{step, wake_up};
use super::task::Task;

#[pyclass(TaskStepMethWrapperType = "TaskStepMethWrapper")]
pub struct StepWrapper {
    task: Field<Instance<Task>>,
    exception: Field,
}
impl_trace!(StepWrapper { task, exception });

#[pyclass(TaskWakeupMethWrapperType = "TaskWakeupMethWrapper")]
pub struct WakeupWrapper {
    task: Field<Instance<Task>>,
}
impl_trace!(WakeupWrapper { task });

fn no_keywords(kwargs: Option<&Dict>) -> PyResult<()> {
    if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
        return Err(raise!(TypeError, "function takes no keyword arguments"));
    }
    Ok(())
}

#[pytype(TaskStepMethWrapperType, payload, slots(tp_getattro = generic_getattr))]
impl StepWrapper {
    #[slot]
    fn tp_call(this: &Instance<StepWrapper>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        no_keywords(kwargs)?;
        if !args.is_empty() {
            return Err(raise!(TypeError, "function takes no positional arguments"));
        }
        match this.task.get() {
            Some(task) => step(&task, this.exception.get().as_deref()),
            None => Err(errors::bad_internal_call()),
        }
    }

    #[getter("__self__")]
    fn get_self(this: &Instance<StepWrapper>) -> Option<Py<Instance<Task>>> {
        this.task.get()
    }
}

#[pytype(TaskWakeupMethWrapperType, payload, slots(tp_getattro = generic_getattr))]
impl WakeupWrapper {
    #[slot]
    fn tp_call(this: &Instance<WakeupWrapper>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        no_keywords(kwargs)?;
        let &[future] = args.as_slice() else {
            return Err(raise!(TypeError, "function takes exactly 1 argument ({} given)", args.len()));
        };
        match this.task.get() {
            Some(task) => wake_up(&task, future),
            None => Err(errors::bad_internal_call()),
        }
    }

    #[getter("__self__")]
    fn get_self(this: &Instance<WakeupWrapper>) -> Option<Py<Instance<Task>>> {
        this.task.get()
    }
}

impl StepWrapper {
    pub fn of(task: &Instance<Task>, exception: Option<Py>) -> PyResult<Py<Instance<StepWrapper>>> {
        let exception = exception.map_or_else(Field::empty, Field::new);
        Instance::new(StepWrapper { task: Field::new(task.new_ref()), exception })
    }
}

impl WakeupWrapper {
    pub fn of(task: &Instance<Task>) -> PyResult<Py<Instance<WakeupWrapper>>> {
        Instance::new(WakeupWrapper { task: Field::new(task.new_ref()) })
    }
}
