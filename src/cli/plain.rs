//! stub
pub fn run(
    _: &super::Session,
    _: &str,
    _: crate::domain::checklist::Profile,
    _: Option<u32>,
) -> anyhow::Result<super::Status> {
    Ok(super::Status::Done)
}
