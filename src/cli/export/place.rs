//! Where the file goes, and what has to be said about that.

use std::io;
use std::path::Path;

use crate::export::csv::Dialect;
use crate::export::star::{PARTITIONS, Which};
use crate::export::writer::Format;
use crate::store::StoreError;

use super::{CsvArgs, FileArgs, FileFormat, TableArgs};

/// Folders of programs that copy what is in them elsewhere.
const SYNCED: [&str; 8] =
    ["onedrive", "sharepoint", "dropbox", "google drive", "googledrive", "nextcloud", "icloud", "box sync"];

/// What the options say that cannot be; `None` when they agree.
pub fn misuse(which: Which, args: &TableArgs) -> Option<String> {
    let has_parts = PARTITIONS.iter().all(|name| which.table().has(name));
    match args.file.format {
        FileFormat::Csv | FileFormat::Jsonl | FileFormat::Xlsx if args.partition => {
            Some("--partition is for parquet: say --format parquet, or leave it out".to_owned())
        }
        _ if args.partition && !has_parts => {
            Some(format!("{} has no year and no kind: leave --partition out", which.table().name))
        }
        _ => args.file.misuse(),
    }
}

impl FileArgs {
    /// What the options say that cannot be; `None` when they agree.
    pub(super) fn misuse(&self) -> Option<String> {
        let CsvArgs { hxl, excel } = self.csv;
        let csv_only = |option: &str| format!("{option} is for csv: say --format csv, or leave it out");
        match (self.format == FileFormat::Csv, self.format) {
            (false, _) if hxl => Some(csv_only("--hxl")),
            (false, _) if excel => Some(csv_only("--excel")),
            (_, FileFormat::Xlsx | FileFormat::Parquet) if is_stdout(&self.output) => {
                Some("this format cannot be shown here: name the file to write with -o".to_owned())
            }
            _ => None,
        }
    }

    /// The format for the writer.
    pub(super) const fn format(&self) -> Format {
        match self.format {
            FileFormat::Jsonl => Format::Jsonl,
            FileFormat::Csv => Format::Csv(Dialect { hxl: self.csv.hxl, excel: self.csv.excel }),
            FileFormat::Xlsx => Format::Xlsx,
            FileFormat::Parquet => Format::Parquet,
        }
    }
}

/// Whether standard output is meant.
pub fn is_stdout(output: &Path) -> bool {
    output == Path::new("-")
}

/// Whether a folder above the file looks like one that is copied to other machines.
pub fn is_synced(output: &Path) -> bool {
    let path = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    let name = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().to_lowercase();
    path.components().any(|part| SYNCED.iter().any(|synced| name(part).starts_with(synced)))
}

/// The error as a sentence that names the file; one that is a sentence already stays.
pub fn refused(output: &Path, error: anyhow::Error) -> anyhow::Error {
    let error = match error.downcast::<io::Error>() {
        Ok(error) => error,
        Err(other) => return other,
    };
    if error.kind() == io::ErrorKind::AlreadyExists {
        let path = output.display();
        return anyhow::anyhow!("{path} is there already and was left as it is: choose another name, or say --force");
    }
    StoreError::Write { path: output.to_owned(), error }.into()
}
