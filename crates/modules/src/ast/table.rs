//! The node types of Python 3.8: one table that the classes and both conversions are made from.
//!
//! Sums are written `shape base [Rust type] { Constructor { fields } .. } also { classes without tree }`;
//! shapes: `plain` enums, `spanned` structs of kind and span, `unit` enums without fields, `single`
//! sums with one constructor. Products are classes with fields of their own.

macro_rules! with_nodes {
    ($then:ident) => {
        $then! {
            plain r#mod [Mod] {
                Module { body type_ignores }
                Interactive { body }
                Expression { body }
                FunctionType { argtypes returns }
            } also { Suite { body } }
            spanned stmt [Stmt StmtKind] {
                FunctionDef(FunctionDef) { name args body decorator_list returns type_comment }
                AsyncFunctionDef(FunctionDef) { name args body decorator_list returns type_comment }
                ClassDef { name bases keywords body decorator_list }
                Return { value }
                Delete { targets }
                Assign { targets value type_comment }
                AugAssign { target op value }
                AnnAssign { target annotation value simple }
                For { target iter body orelse type_comment }
                AsyncFor { target iter body orelse type_comment }
                While { test body orelse }
                If { test body orelse }
                With { items body type_comment }
                AsyncWith { items body type_comment }
                Raise { exc cause }
                Try { body handlers orelse finalbody }
                Assert { test msg }
                Import { names }
                ImportFrom { module names level }
                Global { names }
                Nonlocal { names }
                Expr { value }
                Pass {}
                Break {}
                Continue {}
            } also {}
            spanned expr [Expr ExprKind] {
                BoolOp { op values }
                NamedExpr { target value }
                BinOp { left op right }
                UnaryOp { op operand }
                Lambda { args body }
                IfExp { test body orelse }
                Dict { keys values }
                Set { elts }
                ListComp { elt generators }
                SetComp { elt generators }
                DictComp { key value generators }
                GeneratorExp { elt generators }
                Await { value }
                Yield { value }
                YieldFrom { value }
                Compare { left ops comparators }
                Call { func args keywords }
                FormattedValue { value conversion format_spec }
                JoinedStr { values }
                Constant { value kind }
                Attribute { value attr ctx }
                Subscript { value slice ctx }
                Starred { value ctx }
                Name { id ctx }
                List { elts ctx }
                Tuple { elts ctx }
            } also {}
            unit expr_context [ExprContext] {
                Load {} Store {} Del {}
            } also { AugLoad {} AugStore {} Param {} }
            plain slice [Slice] {
                Slice { lower upper step }
                ExtSlice { dims }
                Index { value }
            } also {}
            unit boolop [BoolOp] { And {} Or {} } also {}
            unit operator [Operator] {
                Add {} Sub {} Mult {} MatMult {} Div {} Mod {} Pow {} LShift {} RShift {} BitOr {} BitXor {} BitAnd {}
                FloorDiv {}
            } also {}
            unit unaryop [UnaryOp] { Invert {} Not {} UAdd {} USub {} } also {}
            unit cmpop [CmpOp] {
                Eq {} NotEq {} Lt {} LtE {} Gt {} GtE {} Is {} IsNot {} In {} NotIn {}
            } also {}
            single excepthandler [ExceptHandler spanned] { ExceptHandler { r#type name body } } also {}
            single type_ignore [TypeIgnore plain] { TypeIgnore { lineno tag } } also {}
            ;
            comprehension [Comprehension plain] { target iter ifs is_async }
            arguments [Arguments plain] { posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults }
            arg [Arg spanned] { arg annotation type_comment }
            keyword [Keyword plain] { arg value }
            alias [Alias plain] { name asname }
            withitem [WithItem plain] { context_expr optional_vars }
        }
    };
}
pub(super) use with_nodes;
