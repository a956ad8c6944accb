//! What the generator makes of `openapi.yaml`.

include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
