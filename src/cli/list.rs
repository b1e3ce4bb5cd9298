pub fn run(_: &super::Session, _: super::Listed) -> anyhow::Result<super::Status> {
    Ok(super::Status::Done)
}
