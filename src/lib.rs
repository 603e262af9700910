//! Frise: a folder of press articles becomes a timeline one can trust.
//! (The story is told here in full once the rooms are furnished.)

pub mod model;
pub mod scene;
