//! A table as a folder of files: `year=2024/kind=proposal/part-0.parquet`. It comes to be as a whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::folders::make_private;
use super::save::{folder_of, stream, temporary_name};

/// How deep the files lie.
const DEPTH: usize = 2;

/// A folder that is being filled beside the place where it will be.
pub struct Dataset<'a> {
    disk: &'a dyn Disk,
    target: PathBuf,
    temporary: PathBuf,
}

impl<'a> Dataset<'a> {
    /// Begins a new folder. `force` lets it take the place of an earlier one, never of a folder with anything else in it:
    /// a part left over from before would be counted as well.
    ///
    /// # Errors
    /// `AlreadyExists` when the folder is there and holds something, `InvalidInput` when it holds what is not ours, else
    /// as the system reports them.
    pub fn begin(disk: &'a dyn Disk, target: &Path, force: bool) -> io::Result<Self> {
        if target.file_name().is_none() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it has no name: name a new folder"));
        }
        check_place(target, force)?;
        let temporary = temporary_name(target);
        make_private(&temporary)?;
        Ok(Self { disk, target: target.to_owned(), temporary })
    }

    /// Writes one file of it; `folders` such as `["year=2024", "kind=proposal"]`.
    ///
    /// # Errors
    /// The first of `write`, or as the system reports them.
    pub fn part<T, E: From<io::Error>>(
        &self,
        folders: [&str; DEPTH],
        write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, E>,
    ) -> Result<T, E> {
        let folder = self.temporary.join(folders.iter().collect::<PathBuf>());
        make_private(&folder)?;
        let written = stream(self.disk, &folder.join("part-0.parquet"), false, write)?;
        folder.ancestors().skip(1).take(DEPTH).try_for_each(|folder| self.disk.sync_folder(folder))?;
        Ok(written)
    }

    /// Puts the folder into its place.
    ///
    /// # Errors
    /// As the system reports them; the earlier folder is then where it was.
    pub fn finish(self) -> io::Result<()> {
        if !self.target.exists() {
            self.disk.rename(&self.temporary, &self.target)?;
            return self.disk.sync_folder(folder_of(&self.target));
        }
        let earlier = temporary_name(&self.target);
        self.disk.rename(&self.target, &earlier)?;
        self.disk
            .rename(&self.temporary, &self.target)
            .inspect_err(|_| _ = self.disk.rename(&earlier, &self.target))?;
        self.disk.sync_folder(folder_of(&self.target))?;
        fs::remove_dir_all(&earlier)
    }
}

impl Drop for Dataset<'_> {
    /// After the rename there is nothing of that name.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
    }
}

fn check_place(target: &Path, force: bool) -> io::Result<()> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries.count(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    match (entries, force) {
        (0, _) => Ok(()),
        (_, false) => Err(io::ErrorKind::AlreadyExists.into()),
        (_, true) if is_ours(target, 0)? => Ok(()),
        (_, true) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it holds other files than an earlier export: name a new folder",
        )),
    }
}

/// Whether there is nothing in a folder but folders such as `year=2024`, and at last parts.
fn is_ours(folder: &Path, depth: usize) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, name) = (entry.file_type()?, entry.file_name());
        let name = name.to_string_lossy();
        let fits = match depth {
            DEPTH => kind.is_file() && name.starts_with("part-") && name.ends_with(".parquet"),
            _ => kind.is_dir() && name.contains('=') && is_ours(&entry.path(), depth + 1)?,
        };
        if !fits {
            return Ok(false);
        }
    }
    Ok(true)
}
