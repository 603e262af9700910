//! The command line of Frise.
fn main() {}
