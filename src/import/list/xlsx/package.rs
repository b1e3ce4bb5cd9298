//! The parts of a packed workbook.

use std::cell::Cell;
use std::io::Cursor;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::super::ImportError;
use super::super::super::limits::Limits;
use super::part::{Part, attribute};

type Read<T> = Result<T, ImportError>;

/// Where the main part usually is.
const MAIN: &str = "xl/workbook.xml";

/// A packed file, and how much of it may still be unpacked into memory.
#[derive(Debug)]
pub struct Package<'a> {
    bytes: &'a [u8],
    left: Cell<u64>,
    limits: Limits,
}

/// Whether packed bytes hold a workbook.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    let in_head = |name: &[u8]| bytes.get(..4096).unwrap_or(bytes).windows(name.len()).any(|window| window == name);
    match bytes {
        [b'P', b'K', 3, 4, ..] if too_many(bytes, Limits::USUAL.entries) => in_head(b"xl/"),
        [b'P', b'K', 3, 4, ..] => ZipArchive::new(Cursor::new(bytes))
            .map_or_else(|_| in_head(b"xl/"), |archive| has_file(&archive, |name| name.starts_with("xl/"))),
        _ => false,
    }
}

/// Whether the directory at the end claims more files than are read: it is read before each of them could be counted.
fn too_many(bytes: &[u8], most: usize) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or(bytes);
    let end = memchr::memmem::rfind(tail, b"PK\x05\x06").and_then(|at| tail.get(at + 10..at + 12));
    matches!(end, Some([low, high]) if usize::from(u16::from_le_bytes([*low, *high])) > most)
}

fn has_file(archive: &ZipArchive<Cursor<&[u8]>>, is: impl Fn(&str) -> bool) -> bool {
    archive.file_names().any(|name| name.is_ok_and(|name| is(&name)))
}

impl<'a> Package<'a> {
    /// Looks at the directory of the package.
    ///
    /// # Errors
    /// When it is too large, has too many entries, or cannot be read.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ImportError> {
        if bytes.len() > limits.packed {
            return Err(ImportError::too_large(bytes.len(), limits.packed));
        }
        if too_many(bytes, limits.entries) {
            return Err(ImportError::broken_workbook("it holds too many files"));
        }
        let package = Self { bytes, left: Cell::new(limits.unpacked), limits: *limits };
        let archive = package.archive()?;
        if has_file(&archive, |name| name == "xl/workbook.bin") {
            return Err(ImportError::OtherSheet { what: "a binary Excel workbook (.xlsb)" });
        }
        Ok(package)
    }

    fn archive(&self) -> Result<ZipArchive<Cursor<&'a [u8]>>, ImportError> {
        ZipArchive::new(Cursor::new(self.bytes)).map_err(|error| ImportError::broken_workbook(&error.to_string()))
    }

    /// Reads a part that is held in memory; all of them together have a limit. `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be unpacked, or as `read` says.
    pub fn part<T>(&self, path: &str, read: impl FnOnce(&mut Part<'_>) -> Read<T>) -> Read<Option<T>> {
        self.unpack(path, self.left.get(), |part| {
            let value = read(part)?;
            self.left.set(self.left.get().saturating_sub(part.unpacked()));
            Ok(value)
        })
    }

    /// Reads a sheet, which is never held as a whole.
    ///
    /// # Errors
    /// As [`Self::part`].
    pub fn sheet<T>(&self, path: &str, read: impl FnOnce(&mut Part<'_>) -> Read<T>) -> Read<Option<T>> {
        self.unpack(path, self.limits.sheet, read)
    }

    fn unpack<T>(&self, path: &str, most: u64, read: impl FnOnce(&mut Part<'_>) -> Read<T>) -> Read<Option<T>> {
        let mut archive = self.archive()?;
        let Some(index) = archive.index_for_name(path) else { return Ok(None) };
        let file = archive.by_index(index).map_err(|error| ImportError::broken_workbook(&error.to_string()))?;
        read(&mut Part::new(Box::new(file), most, self.limits.event)).map(Some)
    }

    /// The sheets that can be seen with their parts, and whether days are counted from 1904.
    ///
    /// # Errors
    /// When the main part is not there or cannot be read.
    pub fn sheets(&self) -> Read<(Vec<(String, String)>, bool)> {
        let main = self.main()?;
        let relations = self.relations(&main)?;
        let (mut sheets, mut is_1904) = (Vec::new(), false);
        let found = self.tags(&main, &mut |tag| match tag.local_name().as_ref() {
            "workbookPr" => is_1904 = attribute(tag, "date1904").is_some_and(|is| is == "1" || is == "true"),
            "sheet" if attribute(tag, "state").is_none_or(|state| state == "visible") => {
                let target = attribute(tag, "id").and_then(|id| relations.iter().find(|(known, _)| *known == id));
                sheets.extend(attribute(tag, "name").zip(target.map(|(_, target)| target.clone())));
            }
            _ => {}
        })?;
        found.then_some((sheets, is_1904)).ok_or_else(|| ImportError::broken_workbook("its main part is missing"))
    }

    fn main(&self) -> Read<String> {
        let mut main = MAIN.to_owned();
        self.tags("_rels/.rels", &mut |tag| {
            let is_main = attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
            let target = attribute(tag, "Target").filter(|_| is_main);
            main = target.map_or_else(|| std::mem::take(&mut main), |target| target.trim_matches('/').to_owned());
        })?;
        Ok(main)
    }

    /// Ids and parts that the main part points at.
    fn relations(&self, main: &str) -> Read<Vec<(String, String)>> {
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
        let mut relations = Vec::new();
        self.tags(&format!("{folder}/_rels/{name}.rels"), &mut |tag| {
            let path = attribute(tag, "Target").map(|target| match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}/{target}"),
            });
            relations.extend(attribute(tag, "Id").zip(path));
        })?;
        Ok(relations)
    }

    /// Every tag of a part; whether the part is there.
    fn tags(&self, path: &str, take: &mut dyn FnMut(&BytesStart<'_>)) -> Read<bool> {
        let read = self.part(path, |part| {
            loop {
                match part.next()? {
                    Event::Start(tag) => take(&tag),
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        });
        read.map(|read| read.is_some())
    }
}
