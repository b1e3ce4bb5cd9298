//! How much a Word file may hold.

/// Sizes above which a file is refused with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub packed: usize,
    /// Bytes of a part and of all parts that are read, counted while they unpack.
    pub unpacked: usize,
    /// How many bytes one packed byte may become, in parts of more than [`Limits::SMALL`] bytes.
    pub ratio: usize,
    /// Files in the package.
    pub entries: usize,
    /// Elements inside each other.
    pub depth: usize,
    /// Elements of a part.
    pub elements: usize,
    /// Paragraphs and rows of tables that are kept at one time.
    pub pieces: usize,
    /// Bytes of text.
    pub text: usize,
}

impl Limits {
    /// Parts up to this size may be packed as tightly as they like.
    pub const SMALL: usize = 8 << 20;
}

impl Default for Limits {
    /// Word writes about 300 bytes and eight elements for a short paragraph, and ten levels for a picture in a table; so
    /// these numbers stand far above a plan of 500 pages, and far below what fills the memory.
    fn default() -> Self {
        Self {
            packed: 32 << 20,
            unpacked: 64 << 20,
            ratio: 500,
            entries: 2_000,
            depth: 256,
            elements: 5_000_000,
            pieces: 200_000,
            text: 8 << 20,
        }
    }
}
