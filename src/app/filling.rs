//! The form before a review: the record's data, which questions, the reviewer's role.

use crate::domain::checklist::Profile;
use crate::domain::record::slug;
use crate::domain::review::{Pinned, Reviewer, Role};

use super::editor::{Editor, Target};
use super::form::{Form, FormLine, Opened};
use super::picker::{Item, Picker, Purpose};
use super::{App, Effect, Screen};

impl App {
    pub(super) fn edit_record(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let mut form = Form::new(desk.record.clone(), desk.review.profile(), Vec::new());
        form.role = desk.review.role;
        form.under_way = true;
        form.at = 0;
        self.screen = Screen::Form(Box::new(form));
        None
    }

    pub(super) fn step_form(&mut self, by: isize) -> Option<Effect> {
        if let Screen::Form(form) = &mut self.screen {
            form.step(by);
        }
        None
    }

    pub(super) fn edit_form_line(&mut self) -> Option<Effect> {
        let Screen::Form(form) = &self.screen else { return None };
        match form.current() {
            FormLine::Start => return self.start_review(),
            FormLine::Profile => {
                let picker = profiles(form, &self.setup.checklists);
                self.pick(picker);
            }
            FormLine::Role => self.pick_role(),
            FormLine::Warnings => {
                let picker = form.open_warnings();
                self.pick(picker);
            }
            FormLine::Field(index) => match form.open_field(index)? {
                Opened::Editor(editor) => self.write(*editor),
                Opened::Picker(picker) => self.pick(*picker),
            },
        }
        None
    }

    pub(super) fn fill_field(&mut self, index: usize, codes: &str) -> Option<Effect> {
        let Screen::Form(form) = &mut self.screen else { return None };
        match form.fill(index, codes) {
            Ok(()) => self.keep_form(),
            Err(reason) => {
                self.complain(reason);
                None
            }
        }
    }

    /// The form is saved line by line; a review under way follows at once.
    pub(super) fn keep_form(&mut self) -> Option<Effect> {
        let Screen::Form(form) = &self.screen else { return None };
        let (record, profile, role, under_way) = (form.record.clone(), form.profile, form.role, form.under_way);
        if let Some(desk) = self.desk.as_mut().filter(|_| under_way) {
            desk.review.role = role;
            if let Some(draft) = &mut desk.review.draft {
                draft.profile = profile;
            }
            desk.follow(record.clone());
            self.save_now();
        }
        Some(Effect::SaveRecord(Box::new(record)))
    }

    pub(super) fn pick_profile(&mut self) -> Option<Effect> {
        let desk = self.desk.as_ref()?;
        let form = Form::new(desk.record.clone(), desk.review.profile(), Vec::new());
        let picker = profiles(&form, &desk.checklists);
        self.pick(picker);
        None
    }

    /// No answer is eaten: one that is no longer asked waits in the file, uncounted.
    pub(super) fn choose_profile(&mut self, code: &str) -> Option<Effect> {
        let profile = Profile::from_code(code)?;
        if let Screen::Form(form) = &mut self.screen {
            form.profile = profile;
            return self.keep_form();
        }
        let desk = self.desk.as_mut()?;
        if let Some(draft) = &mut desk.review.draft {
            draft.profile = profile;
        }
        let record = desk.record.clone();
        desk.follow(record);
        self.save_now()
    }

    pub(super) fn choose_role(&mut self, code: &str) -> Option<Effect> {
        let role = Role::from_code(code)?;
        if let Screen::Form(form) = &mut self.screen {
            form.role = role;
            return self.keep_form();
        }
        self.desk.as_mut()?.change("Role".to_owned(), |review| review.role = role);
        self.save_now()
    }

    pub(super) fn start_review(&mut self) -> Option<Effect> {
        let Screen::Form(form) = &self.screen else { return None };
        if form.under_way {
            return self.leave_form();
        }
        if self.setup.reviewer.id.is_empty() {
            self.write(Editor::new("Your initials or staff code, as your team uses them", Target::ReviewerId, ""));
            return None;
        }
        if form.asked(&self.setup.checklists) == 0 {
            self.complain("No question is asked for these data: look at the kind, and at which questions".to_owned());
            return None;
        }
        let form = form.clone();
        Some(self.begin(*form))
    }

    pub(super) fn take_reviewer(&mut self, editor: Editor, line: &str) -> Option<Effect> {
        let Some(id) = slug(line) else {
            return self.ask_again(editor, "A few letters from a to z or digits, such as ab: they go into file names");
        };
        self.setup.reviewer = Reviewer { id, name: None, role: None };
        self.tell("Remembered for the next reviews. Press s to start");
        Some(Effect::KeepReviewer(self.setup.reviewer.clone()))
    }

    pub(super) fn leave_form(&mut self) -> Option<Effect> {
        let Screen::Form(form) = &self.screen else { return None };
        if form.under_way {
            self.screen = Screen::Review;
            return None;
        }
        self.screen = Screen::Library;
        Some(Effect::Reload)
    }

    pub(super) fn pick_role(&mut self) {
        let item = |role: &Role| Item::new(role.code(), role.label(), super::role_meaning(*role));
        self.pick(Picker::one("What does your word mean here?", Purpose::Role, Role::ALL.iter().map(item).collect()));
    }
}

fn profiles(form: &Form, checklists: &[Pinned]) -> Picker {
    let item = |profile: &Profile| {
        let asked = Form { profile: *profile, ..form.clone() }.asked(checklists);
        (asked > 0).then(|| Item::new(profile.code(), profile.label(), &format!("{asked} questions")))
    };
    let items = Profile::ALL.iter().filter_map(item).collect();
    Picker::one("Which questions?", Purpose::Profile, items).at(form.profile.code())
}
