//! Placeholder until the first run of the generator.
