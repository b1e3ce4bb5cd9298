//! `appraise export queries`: ready queries over the partitioned tables.

use crate::export::queries;

use super::super::Status;
use super::super::session::print;
use super::QueryArgs;

/// Prints them.
///
/// # Errors
/// As the system reports them.
pub fn run(args: QueryArgs) -> anyhow::Result<Status> {
    print(queries::text(args.engine.into(), args.year).trim_end())?;
    Ok(Status::Done)
}
