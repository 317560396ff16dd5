//! Bytecode that no compiler makes and that would break the loop's assumptions is refused.

use super::{Input, translate_input};

/// What is wrong with bytecode of one argument; empty if nothing is.
fn refusal(bytecode: &[u8]) -> String {
    let input = Input {
        bytecode,
        n_consts: 2,
        n_names: 1,
        n_locals: 1,
        n_cells: 0,
        n_free: 0,
        n_arguments: 1,
        cell_arguments: Vec::new(),
        stacksize: 20,
        may_yield: true,
    };
    match translate_input(&input) {
        Ok(_) => String::new(),
        Err(bad) => bad.0,
    }
}

const POP_TOP: u8 = 1;
const ROT_FOUR: u8 = 6;
const BINARY_ADD: u8 = 23;
const BEGIN_FINALLY: u8 = 53;
const RETURN_VALUE: u8 = 83;
const POP_BLOCK: u8 = 87;
const END_FINALLY: u8 = 88;
const POP_EXCEPT: u8 = 89;
const LOAD_CONST: u8 = 100;
const SETUP_FINALLY: u8 = 122;
const BUILD_MAP_UNPACK_WITH_CALL: u8 = 151;
const BUILD_TUPLE_UNPACK_WITH_CALL: u8 = 158;
const LOAD_FAST: u8 = 124;
const LOAD_METHOD: u8 = 160;
const CALL_METHOD: u8 = 161;

/// `try: pass`, `finally` with that body, `return None`.
fn with_finally(body: &[u8]) -> Vec<u8> {
    let mut code = vec![SETUP_FINALLY, 4, POP_BLOCK, 0, BEGIN_FINALLY, 0];
    code.extend_from_slice(body);
    code.extend([END_FINALLY, 0, LOAD_CONST, 0, RETURN_VALUE, 0]);
    code
}

#[test]
fn the_state_of_a_finally_block_is_no_value() {
    assert_eq!(refusal(&with_finally(&[])), "");
    assert_eq!(refusal(&with_finally(&[LOAD_CONST, 0, POP_TOP, 0])), "");
    for body in [&[POP_TOP, 0][..], &[RETURN_VALUE, 0], &[LOAD_CONST, 0, BINARY_ADD, 0], &[ROT_FOUR, 0]] {
        assert!(refusal(&with_finally(body)).contains("state of a handler"), "{body:?}");
    }
}

#[test]
fn the_exception_handled_before_is_put_back_untouched() {
    let handler = |body: &[u8]| {
        let mut code = vec![SETUP_FINALLY, 6, LOAD_CONST, 0, POP_BLOCK, 0, RETURN_VALUE, 0];
        code.extend_from_slice(body);
        code.extend([LOAD_CONST, 0, RETURN_VALUE, 0]);
        refusal(&code)
    };
    let pop_three = [POP_TOP, 0, POP_TOP, 0, POP_TOP, 0];
    assert_eq!(handler(&[&pop_three[..], &[POP_EXCEPT, 0]].concat()), "");
    let return_from_it = [LOAD_CONST, 0, ROT_FOUR, 0, POP_EXCEPT, 0, RETURN_VALUE, 0];
    assert_eq!(handler(&[&pop_three[..], &return_from_it].concat()), "");
    assert!(handler(&[POP_EXCEPT, 0]).contains("other values"));
    assert!(handler(&[&pop_three[..], &[POP_TOP, 0]].concat()).contains("state of a handler"));
    assert!(handler(&[&pop_three[..], &[LOAD_CONST, 0, POP_EXCEPT, 0]].concat()).contains("other values"));
}

#[test]
fn only_a_call_reads_a_method() {
    assert_eq!(refusal(&[LOAD_FAST, 0, LOAD_METHOD, 0, CALL_METHOD, 0, RETURN_VALUE, 0]), "");
    assert!(refusal(&[LOAD_FAST, 0, LOAD_METHOD, 0, POP_TOP, 0, RETURN_VALUE, 0]).contains("a method to call"));
    assert!(refusal(&[LOAD_FAST, 0, LOAD_METHOD, 0, BINARY_ADD, 0, RETURN_VALUE, 0]).contains("a method to call"));
    let plain = [LOAD_FAST, 0, LOAD_FAST, 0, CALL_METHOD, 0, RETURN_VALUE, 0];
    assert!(refusal(&plain).contains("without LOAD_METHOD"));
}

#[test]
fn spread_arguments_stand_above_what_is_called() {
    const LOAD: [u8; 2] = [LOAD_CONST, 0];
    let built = |n_below: usize, opcode: u8| {
        let mut code = LOAD.repeat(n_below + 2);
        code.extend([opcode, 2]);
        code.extend([POP_TOP, 0].repeat(n_below));
        code.extend([RETURN_VALUE, 0]);
        refusal(&code)
    };
    assert_eq!(built(1, BUILD_TUPLE_UNPACK_WITH_CALL), "");
    assert_ne!(built(0, BUILD_TUPLE_UNPACK_WITH_CALL), "");
    assert_eq!(built(2, BUILD_MAP_UNPACK_WITH_CALL), "");
    assert_ne!(built(1, BUILD_MAP_UNPACK_WITH_CALL), "");
}
