"""The variables of the build, under the name by which sysconfig and others look for them on this platform."""

from _buildvars import build_vars

build_time_vars = build_vars()
