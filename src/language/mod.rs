//! French text: normalisation, sentences, quotations.
