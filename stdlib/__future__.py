"""Record of the incompatible language changes: when each could be used early, and when it became the rule.

Every feature is a module attribute of the same name; `all_feature_names` lists them.
"""


class _Feature:
    """One language change and the releases that matter to it."""

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The release that first accepted the feature, like sys.version_info."""
        return self.optional

    def getMandatoryRelease(self):
        """The release in which the feature is always on; None if that was given up."""
        return self.mandatory

    def __repr__(self):
        return "_Feature" + repr((self.optional, self.mandatory, self.compiler_flag))


all_feature_names = []


def _declare(names):
    stages = {"a": "alpha", "b": "beta", "f": "final"}

    def release(text):
        major, minor, micro, stage, serial = text.split(".")
        return int(major), int(minor), int(micro), stages[stage], int(serial)

    # name, name of the flag's constant, bit in code objects and compile() flags, optional from, mandatory from
    for line in """
        nested_scopes     CO_NESTED                    10       2.1.0.b.1  2.2.0.a.0
        generators        CO_GENERATOR_ALLOWED         0        2.2.0.a.1  2.3.0.f.0
        division          CO_FUTURE_DIVISION           20000    2.2.0.a.2  3.0.0.a.0
        absolute_import   CO_FUTURE_ABSOLUTE_IMPORT    40000    2.5.0.a.1  3.0.0.a.0
        with_statement    CO_FUTURE_WITH_STATEMENT     80000    2.5.0.a.1  2.6.0.a.0
        print_function    CO_FUTURE_PRINT_FUNCTION     100000   2.6.0.a.2  3.0.0.a.0
        unicode_literals  CO_FUTURE_UNICODE_LITERALS   200000   2.6.0.a.2  3.0.0.a.0
        barry_as_FLUFL    CO_FUTURE_BARRY_AS_BDFL      400000   3.1.0.a.2  4.0.0.a.0
        generator_stop    CO_FUTURE_GENERATOR_STOP     800000   3.5.0.b.1  3.7.0.a.0
        annotations       CO_FUTURE_ANNOTATIONS        1000000  3.7.0.b.1  4.0.0.a.0
    """.strip().splitlines():
        name, constant, flag, early, always = line.split()
        flag = int(flag, 16)
        names[constant] = flag
        names[name] = _Feature(release(early), release(always), flag)
        all_feature_names.append(name)


_declare(globals())

__all__ = ["all_feature_names"] + all_feature_names
