//! How much of a file that may be anything is read.

/// The most of everything; small ones make tests quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text that is read row by row or element by element.
    pub text: usize,
    /// Bytes of JSON that is held as a tree: the worst takes eighteen times as much memory.
    pub json: usize,
    /// Bytes of a workbook as it is on the disk.
    pub packed: usize,
    /// Unpacked bytes of the parts of a workbook that are held in memory.
    pub unpacked: u64,
    /// Unpacked bytes of one sheet, which is never held as a whole.
    pub sheet: u64,
    /// Files in a packed file.
    pub entries: usize,
    /// Unpacked bytes of one tag or one run of text in a workbook.
    pub event: u64,
    /// Rows of a list.
    pub rows: usize,
    /// Columns of a list.
    pub columns: usize,
    /// Empty rows after which a sheet has ended.
    pub empty_rows: usize,
    /// Bytes of one cell or one text of an activity.
    pub cell: usize,
    /// Bytes of one row.
    pub row: usize,
    /// Elements inside each other.
    pub depth: usize,
    /// Elements of one activity.
    pub elements: usize,
}

const MIB: usize = 1 << 20;

impl Limits {
    /// What the program keeps to.
    pub const USUAL: Self = Self {
        text: 64 * MIB,
        json: super::LARGEST,
        packed: 32 * MIB,
        unpacked: 64 << 20,
        sheet: 256 << 20,
        entries: 2_000,
        event: 1 << 20,
        rows: 200_000,
        columns: 1_000,
        empty_rows: 50,
        cell: 256 << 10,
        row: 4 * MIB,
        depth: 64,
        elements: 200_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}
