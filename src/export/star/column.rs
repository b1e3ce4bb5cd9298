//! Every column of every table once: its name, what it holds, its HXL tag, what it means.

/// What a column holds; each format makes the type of it that its readers expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Words of ours, or of a checklist.
    Text,
    /// Words that a person wrote about a document: empty unless they were asked for.
    FreeText,
    /// A code of a list, or an id.
    Code,
    /// A count, a number of days, a year.
    Integer,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// Codes.
    List,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The same in every format and every year: no blanks, no dots.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Hashtag and attributes of the Humanitarian Exchange Language.
    pub hxl: &'static str,
    /// What it means, for the people who count.
    pub doc: &'static str,
}

/// Declares the columns, and the list of all of them.
macro_rules! columns {
    ($($constant:ident = $name:literal, $holds:ident, $hxl:literal, $doc:literal;)+) => {
        $(
            #[doc = $doc]
            pub const $constant: Column = Column { name: $name, holds: Holds::$holds, hxl: $hxl, doc: $doc };
        )+

        /// Every column.
        pub const ALL: &[Column] = &[$($constant,)+];
    };
}

columns! {
    REVIEW_ID = "review_id", Code, "#meta+id+review", "The review, the same in all its revisions and in every table";
    DOCUMENT_ID = "document_id", Code, "#meta+id+document", "The record of the document under review";
    SERIES_ID = "series_id", Code, "#meta+id+series", "The first review of the row of rounds: in it a required change that a later round takes over keeps its number";
    REVISION = "revision", Integer, "#meta+revision", "1, then one more with every amendment of the review";
    ROUND = "round", Integer, "#meta+round", "Round of the review: 1, 2 …";
    IS_FIRST_ROUND = "is_first_round", Boolean, "#indicator+bool+first_round", "Whether it is of the document's first round";
    IS_LATEST_ROUND = "is_latest_round", Boolean, "#indicator+bool+latest_round", "Whether it is of the document's latest round";
    KIND = "kind", Code, "#meta+kind+document", "Kind of document";
    TITLE = "title", FreeText, "#meta+title", "Title of the document";
    COUNTRIES = "countries", List, "#country+code+v_iso3+list", "Countries, ISO 3166-1 alpha-3";
    COUNTRY_COUNT = "country_count", Integer, "#indicator+num+countries", "How many different countries";
    REGIONS = "regions", List, "#region+code+list", "Region of the document: one or none";
    SECTORS = "sectors", List, "#sector+code+list", "Sectors of the document";
    DONOR = "donor", Code, "#org+code+donor", "Donor";
    TAGS = "tags", List, "#meta+tag+list", "Themes of the document";
    LANGUAGE = "language", Code, "#meta+lang", "Language of the document, ISO 639-1";
    REQUESTED_ON = "requested_on", Date, "#date+requested", "Day on which the review was asked for";
    RECEIVED_ON = "received_on", Date, "#date+received", "Day on which the whole document was in hand";
    DUE_ON = "due_on", Date, "#date+due", "Day on which the review was due";
    RETURNED_ON = "returned_on", Date, "#date+returned", "Day of the first sign-off, UTC; an amendment does not move it";
    DAYS = "days", Integer, "#indicator+num+days", "Calendar days from received_on to returned_on; below 0 the dates are wrong";
    ON_TIME = "on_time", Boolean, "#indicator+bool+on_time", "Whether returned_on is not after due_on; empty without due_on";
    OUTCOME = "outcome", Code, "#status+outcome", "What the reviewer decided";
    OUTCOME_SUGGESTED = "outcome_suggested", Code, "#status+outcome+suggested", "What the rules suggested";
    ROLE = "role", Code, "#meta+role", "What the review means for the document: clearance or advice";
    REVIEWER_ROLE = "reviewer_role", Code, "#contact+role+reviewer", "What the reviewer was asked to look at; never who it was";
    URGENCY = "urgency", Code, "#severity+urgency", "How urgent it was";
    MARKER_SCHEME = "marker_scheme", Code, "#meta+marker+scheme", "Scheme of the first gender marker";
    MARKER_CODE = "marker_code", Code, "#meta+marker+code", "Its code as the document claims it; codes of two schemes cannot be compared";
    MARKER_READING = "marker_reading", Code, "#meta+marker+reading", "How the reviewer reads the claim";
    BUDGET_BAND = "budget_band", Code, "#value+band", "Size of the budget in its own currency: <0.5m, 0.5-2m, 2-10m, >10m";
    BUDGET_CURRENCY = "budget_currency", Code, "#currency+code", "Currency of the budget, ISO 4217";
    ASKED = "asked", Integer, "#indicator+num+asked", "Criteria asked: the sum of the five that follow";
    YES = "yes", Integer, "#indicator+num+yes", "Criteria answered Yes";
    PARTLY = "partly", Integer, "#indicator+num+partly", "Criteria answered Partly";
    NO = "no", Integer, "#indicator+num+no", "Criteria answered No";
    NOT_APPLICABLE = "not_applicable", Integer, "#indicator+num+not_applicable", "Criteria that cannot apply; never in shares";
    OPEN = "open", Integer, "#indicator+num+open", "Criteria not answered; open is never a No";
    HARM_COUNT = "harm", Integer, "#indicator+num+harm", "Criteria on which the text was flagged as unsafe";
    REQUIRED_ISSUED = "required_issued", Integer, "#indicator+num+required+issued", "Required changes, whatever became of them";
    REQUIRED_CLOSED = "required_closed", Integer, "#indicator+num+required+closed", "Required changes that were made";
    REQUIRED_DROPPED = "required_dropped", Integer, "#indicator+num+required+dropped", "Required changes that the reviewer gave up";
    REQUIRED_OPEN = "required_open", Integer, "#indicator+num+required+open", "Required changes not yet dealt with";
    CONFLICT = "conflict", Boolean, "#indicator+bool+conflict", "Whether another version of the review stands beside this one";
    CATALOGUE_VERSIONS = "catalogue_version", Text, "#meta+version+catalogue", "Checklists and their versions: all of a review, that of a criterion";
    TOOL_VERSION = "tool_version", Text, "#meta+version+tool", "Program and version that the review was made with";
    YEAR = "year", Integer, "#date+year", "Year of returned_on";
    SUMMARY = "summary", FreeText, "#description+summary", "The overall note to the author";
    STRENGTHS = "strengths", FreeText, "#description+strengths", "What is good, one a line";
    REASON = "reason", FreeText, "#description+reason", "Why outcome and outcome_suggested differ";
    CRITERION_ID = "criterion_id", Code, "#meta+id+criterion", "The criterion; its meaning never changes";
    CHECKLIST = "checklist", Code, "#meta+id+checklist", "The checklist that asks it";
    SECTION = "section", Code, "#meta+id+section", "The section of the checklist";
    WEIGHT = "weight", Code, "#meta+weight", "How much a gap weighs for this kind of document: blocking, must, should";
    ANSWER = "answer", Code, "#status+answer", "yes, partly, no, na (cannot apply) or open (not answered)";
    NA_REASON = "na_reason", Code, "#status+reason", "Why it cannot apply; a reason in own words is `other`";
    HARM = "harm", Boolean, "#indicator+bool+harm", "Whether the text was flagged as unsafe, whatever the answer";
    CARRIED = "carried", Boolean, "#indicator+bool+carried", "Taken over from an earlier round and not checked again";
    COMMENT_CLASS = "comment_class", Code, "#status+comment", "The strongest class of the comments on the criterion";
    EVIDENCE_COUNT = "evidence_count", Integer, "#indicator+num+evidence", "Places in the document that the answer names";
    HAS_NOTE = "has_note", Boolean, "#indicator+bool+note", "Whether the reviewer wrote a note";
    NOTE = "note", FreeText, "#description+note", "The reviewer's own words; never part of the letter";
    N = "n", Integer, "#meta+number", "Number of the comment in the letter";
    CLASS = "class", Code, "#status+class", "How the author should take it: required, recommended, question, good-practice";
    REPLY = "reply", Code, "#status+reply", "What the author says to it";
    STATE = "state", Code, "#status+state", "What became of it: open, closed, dropped";
    PLACE = "place", FreeText, "#description+place", "Place in the document";
    FINDING = "finding", FreeText, "#description+finding", "What is there or missing";
    TEXT = "text", FreeText, "#description+text", "What to write instead";
    REPLY_NOTE = "reply_note", FreeText, "#description+reply", "The author's reason";
    COUNTRY = "country", Code, "#country+code+v_iso3", "A country of the document, ISO 3166-1 alpha-3";
    REGION = "region", Code, "#region+code", "The region that the country belongs to";
    SECTOR = "sector", Code, "#sector+code", "A sector of the document";
    CRITERION_TITLE = "title", Text, "#meta+title+criterion", "The criterion in a few words";
    QUESTION = "question", Text, "#description+question", "The question in its common wording";
    CORE = "core", Boolean, "#indicator+bool+core", "One of the most important criteria";
    MEASURE = "measure", Code, "#indicator+code+measure", "The Call to Action measure that it counts towards";
    FORMERLY = "formerly", List, "#meta+id+former+list", "Ids that the criterion had before, with the same meaning";
}
