//! ECMA-262 patterns, compiled at generation time.
