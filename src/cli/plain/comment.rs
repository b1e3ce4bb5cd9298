//! What goes back to the author: class, place, finding, suggested text.

use std::io::{self, BufRead, Write};

use crate::app::find_comment;
use crate::domain::answer::Evidence;
use crate::domain::caution::Field;
use crate::domain::comment::{Comment, CommentClass, usual_class};

use super::Plain;
use super::question::comment_line;

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Writes a comment on the question, or changes one.
    pub(super) fn comment(&mut self) -> io::Result<()> {
        self.remember("Comment");
        if let Some(n) = self.which_comment()? {
            self.fill_comment(n)?;
            self.close_comment(n)?;
        }
        self.desk.history.forget_unchanged(&self.desk.review);
        Ok(())
    }

    fn which_comment(&mut self) -> io::Result<Option<u32>> {
        let there: Vec<_> = self.desk.review.comments_on(&self.desk.current).cloned().collect();
        if there.is_empty() {
            return Ok(self.add_comment());
        }
        let more = "Write one more comment".to_owned();
        let items: Vec<_> = there.iter().map(comment_line).chain([more]).collect();
        let chosen = self.talk.choose("Which comment?", &items, None)?;
        Ok(chosen.and_then(|index| there.get(index).map(|comment| comment.n).or_else(|| self.add_comment())))
    }

    fn add_comment(&mut self) -> Option<u32> {
        let criterion = self.desk.criterion()?.clone();
        let review = &mut self.desk.review;
        let place = review.answer(&criterion.id).and_then(|answer| answer.evidence.last()).map(Evidence::place);
        let n = review.add_comment(Some(&criterion.id), usual_class(review, &criterion));
        review.comment_mut(n)?.r#where = place.unwrap_or_default();
        Some(n)
    }

    /// Asks line by line; what was said is kept when the input ends in between.
    fn fill_comment(&mut self, n: u32) -> io::Result<()> {
        let Some(comment) = find_comment(&self.desk.review, n).cloned() else { return Ok(()) };
        let Some(class) = self.class(comment.class)? else { return Ok(()) };
        self.put(n, |comment| comment.class = class)?;
        let there = self.text("Place", ("", ""), &Field::CommentPlace(n))?
            && self.text("Finding", ("", ""), &Field::CommentFinding(n))?;
        if !there {
            return Ok(());
        }
        let sample = self.desk.criterion().map(|criterion| criterion.recommendation.clone()).unwrap_or_default();
        let hint = if sample.is_empty() { "" } else { "r takes the sample recommendation" };
        self.text("Suggested text", (hint, &sample), &Field::CommentText(n)).map(|_| ())
    }

    /// Asks for one line of a comment until it may stay; `r` takes the sample, if there is one. `false` at the end of the
    /// input.
    fn text(&mut self, label: &str, (hint, sample): (&str, &str), field: &Field) -> io::Result<bool> {
        loop {
            let before = field.text(&self.desk.review).unwrap_or_default().into_owned();
            let Some(line) = self.line(label, hint, &before)? else { return Ok(false) };
            let line = if line == "r" && !sample.is_empty() { sample.to_owned() } else { line };
            if line == before {
                return Ok(true);
            }
            field.replace(&mut self.desk.review, &line);
            self.desk.review.drop_overrides(field);
            self.keep_quietly()?;
            let Some(alarms) = self.look_at(&line)? else { continue };
            self.keep_false_alarms(field, alarms);
            return self.keep_quietly().map(|()| true);
        }
    }

    fn class(&mut self, usual: CommentClass) -> io::Result<Option<CommentClass>> {
        let items: Vec<_> = CommentClass::ALL.iter().map(|class| class.label().to_owned()).collect();
        let at = CommentClass::ALL.iter().position(|class| *class == usual);
        let chosen = self.talk.choose("How should the author take it?", &items, at)?;
        Ok(chosen.and_then(|index| CommentClass::ALL.get(index)).copied())
    }

    /// One line of a comment; an empty one keeps what is there. `None` at the end of the input.
    fn line(&mut self, label: &str, hint: &str, before: &str) -> io::Result<Option<String>> {
        if !before.is_empty() {
            self.talk.say(&format!("{label} so far: {before}"))?;
        }
        let keeps = if before.is_empty() { "" } else { "empty keeps it" };
        let hints: Vec<_> = [keeps, hint].into_iter().filter(|hint| !hint.is_empty()).collect();
        let hints = if hints.is_empty() { String::new() } else { format!(" ({})", hints.join(", ")) };
        let line = self.talk.ask(&format!("{label}{hints}: "))?.map(|line| line.trim().to_owned());
        Ok(line.map(|line| if line.is_empty() { before.to_owned() } else { line }))
    }

    fn put(&mut self, n: u32, put: impl FnOnce(&mut Comment)) -> io::Result<()> {
        if let Some(comment) = self.desk.review.comment_mut(n) {
            put(comment);
        }
        self.keep_quietly()
    }

    /// A comment that was never written leaves no trace.
    fn close_comment(&mut self, n: u32) -> io::Result<()> {
        if find_comment(&self.desk.review, n).is_some_and(Comment::is_blank) {
            self.desk.review.remove_comment(n);
            self.talk.say("Nothing was written: the comment is not kept.")?;
        } else {
            self.talk.say(&format!("Comment {n} is kept."))?;
        }
        self.keep()
    }
}
