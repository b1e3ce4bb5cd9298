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
    ($(#[doc = $doc:literal] $constant:ident = $name:literal, $holds:ident, $hxl:literal;)+) => {
        $(
            #[doc = $doc]
            pub const $constant: Column =
                Column { name: $name, holds: Holds::$holds, hxl: $hxl, doc: $doc.trim_ascii_start() };
        )+

        /// Every column.
        pub const ALL: &[Column] = &[$($constant,)+];
    };
}

columns! {
    /// The review, the same in all its revisions and in every table
    REVIEW_ID = "review_id", Code, "#meta+id+review";
    /// The record of the document under review
    DOCUMENT_ID = "document_id", Code, "#meta+id+document";
    /// The first review of the row of rounds; in the row a required change keeps its number
    SERIES_ID = "series_id", Code, "#meta+id+series";
    /// 1, then one more with every amendment of the review
    REVISION = "revision", Integer, "#meta+revision";
    /// Round of the review: 1, 2 …
    ROUND = "round", Integer, "#meta+round";
    /// Whether it is of the document's first round
    IS_FIRST_ROUND = "is_first_round", Boolean, "#indicator+bool+first_round";
    /// Whether it is of the document's latest round
    IS_LATEST_ROUND = "is_latest_round", Boolean, "#indicator+bool+latest_round";
    /// Kind of document
    KIND = "kind", Code, "#meta+kind+document";
    /// Title of the document
    TITLE = "title", FreeText, "#meta+title";
    /// Countries, ISO 3166-1 alpha-3
    COUNTRIES = "countries", List, "#country+code+v_iso3+list";
    /// How many different countries
    COUNTRY_COUNT = "country_count", Integer, "#indicator+num+countries";
    /// Region of the document: one or none
    REGIONS = "regions", List, "#region+code+list";
    /// Sectors of the document
    SECTORS = "sectors", List, "#sector+code+list";
    /// Donor
    DONOR = "donor", Code, "#org+code+donor";
    /// Themes of the document
    TAGS = "tags", List, "#meta+tag+list";
    /// Language of the document, ISO 639-1
    LANGUAGE = "language", Code, "#meta+lang";
    /// Day on which the review was asked for
    REQUESTED_ON = "requested_on", Date, "#date+requested";
    /// Day on which the whole document was in hand
    RECEIVED_ON = "received_on", Date, "#date+received";
    /// Day on which the review was due
    DUE_ON = "due_on", Date, "#date+due";
    /// Day of the first sign-off, UTC; an amendment does not move it
    RETURNED_ON = "returned_on", Date, "#date+returned";
    /// Calendar days from receipt to return; below 0 the dates are wrong
    DAYS = "days", Integer, "#indicator+num+days";
    /// Whether it was returned by the day it was due; empty without that day
    ON_TIME = "on_time", Boolean, "#indicator+bool+on_time";
    /// What the reviewer decided
    OUTCOME = "outcome", Code, "#status+outcome";
    /// What the rules suggested
    OUTCOME_SUGGESTED = "outcome_suggested", Code, "#status+outcome+suggested";
    /// What the review means for the document: clearance or advice
    ROLE = "role", Code, "#meta+role";
    /// What the reviewer was asked to look at; never who it was
    REVIEWER_ROLE = "reviewer_role", Code, "#contact+role+reviewer";
    /// How urgent it was
    URGENCY = "urgency", Code, "#severity+urgency";
    /// Scheme of the first gender marker
    MARKER_SCHEME = "marker_scheme", Code, "#meta+marker+scheme";
    /// Its code as the document claims it; codes of two schemes cannot be compared
    MARKER_CODE = "marker_code", Code, "#meta+marker+code";
    /// How the reviewer reads the claim
    MARKER_READING = "marker_reading", Code, "#meta+marker+reading";
    /// Size of the budget in its own currency: <0.5m, 0.5-2m, 2-10m, >10m
    BUDGET_BAND = "budget_band", Code, "#value+band";
    /// Currency of the budget, ISO 4217
    BUDGET_CURRENCY = "budget_currency", Code, "#currency+code";
    /// Criteria asked: the sum of the five that follow
    ASKED = "asked", Integer, "#indicator+num+asked";
    /// Criteria answered Yes
    YES = "yes", Integer, "#indicator+num+yes";
    /// Criteria answered Partly
    PARTLY = "partly", Integer, "#indicator+num+partly";
    /// Criteria answered No
    NO = "no", Integer, "#indicator+num+no";
    /// Criteria that cannot apply; never in shares
    NOT_APPLICABLE = "not_applicable", Integer, "#indicator+num+not_applicable";
    /// Criteria not answered; open is never a No
    OPEN = "open", Integer, "#indicator+num+open";
    /// Criteria on which the text was flagged as unsafe
    HARM_COUNT = "harm", Integer, "#indicator+num+harm";
    /// Required changes, whatever became of them
    REQUIRED_ISSUED = "required_issued", Integer, "#indicator+num+required+issued";
    /// Required changes that were made
    REQUIRED_CLOSED = "required_closed", Integer, "#indicator+num+required+closed";
    /// Required changes that the reviewer gave up
    REQUIRED_DROPPED = "required_dropped", Integer, "#indicator+num+required+dropped";
    /// Required changes not yet dealt with
    REQUIRED_OPEN = "required_open", Integer, "#indicator+num+required+open";
    /// Whether another version of the review stands beside this one
    CONFLICT = "conflict", Boolean, "#indicator+bool+conflict";
    /// Checklists and their versions: all of a review, that of a criterion
    CATALOGUE_VERSIONS = "catalogue_version", Text, "#meta+version+catalogue";
    /// Program and version that the review was made with
    TOOL_VERSION = "tool_version", Text, "#meta+version+tool";
    /// Year of the first sign-off
    YEAR = "year", Integer, "#date+year";
    /// The overall note to the author
    SUMMARY = "summary", FreeText, "#description+summary";
    /// What is good, one a line
    STRENGTHS = "strengths", FreeText, "#description+strengths";
    /// Why the two outcomes differ
    REASON = "reason", FreeText, "#description+reason";
    /// The criterion; its meaning never changes
    CRITERION_ID = "criterion_id", Code, "#meta+id+criterion";
    /// The checklist that asks it
    CHECKLIST = "checklist", Code, "#meta+id+checklist";
    /// The section of the checklist
    SECTION = "section", Code, "#meta+id+section";
    /// How much a gap weighs for this kind of document: blocking, must, should
    WEIGHT = "weight", Code, "#meta+weight";
    /// yes, partly, no, na (cannot apply) or open (not answered)
    ANSWER = "answer", Code, "#status+answer";
    /// Why it cannot apply; a reason in own words is “other”
    NA_REASON = "na_reason", Code, "#status+reason";
    /// Whether the text was flagged as unsafe, whatever the answer
    HARM = "harm", Boolean, "#indicator+bool+harm";
    /// Taken over from an earlier round and not checked again
    CARRIED = "carried", Boolean, "#indicator+bool+carried";
    /// The strongest class of the comments on the criterion
    COMMENT_CLASS = "comment_class", Code, "#status+comment";
    /// Places in the document that the answer names
    EVIDENCE_COUNT = "evidence_count", Integer, "#indicator+num+evidence";
    /// Whether the reviewer wrote a note
    HAS_NOTE = "has_note", Boolean, "#indicator+bool+note";
    /// The reviewer's own words; never part of the letter
    NOTE = "note", FreeText, "#description+note";
    /// Number of the comment in the letter
    N = "n", Integer, "#meta+number";
    /// How the author should take it: required, recommended, question, good-practice
    CLASS = "class", Code, "#status+class";
    /// What the author says to it
    REPLY = "reply", Code, "#status+reply";
    /// What became of it: open, closed, dropped
    STATE = "state", Code, "#status+state";
    /// Place in the document
    PLACE = "place", FreeText, "#description+place";
    /// What is there or missing
    FINDING = "finding", FreeText, "#description+finding";
    /// What to write instead
    TEXT = "text", FreeText, "#description+text";
    /// The author's reason
    REPLY_NOTE = "reply_note", FreeText, "#description+reply";
    /// A country of the document, ISO 3166-1 alpha-3
    COUNTRY = "country", Code, "#country+code+v_iso3";
    /// The region that the country belongs to
    REGION = "region", Code, "#region+code";
    /// A sector of the document
    SECTOR = "sector", Code, "#sector+code";
    /// The criterion in a few words
    CRITERION_TITLE = "title", Text, "#meta+title+criterion";
    /// The question in its common wording
    QUESTION = "question", Text, "#description+question";
    /// One of the most important criteria
    CORE = "core", Boolean, "#indicator+bool+core";
    /// The Call to Action measure that it counts towards
    MEASURE = "measure", Code, "#indicator+code+measure";
    /// Ids that the criterion had before, with the same meaning
    FORMERLY = "formerly", List, "#meta+id+former+list";
    /// Table of the summary, such as T3
    TABLE = "table", Code, "#meta+code+table";
    /// Code of the row, such as a kind or a criterion; several are parted by blanks
    ROW_CODE = "row_code", Code, "#meta+code+row";
    /// What the row is about
    ROW = "row", Text, "#meta+title+row";
    /// What the column counts
    COLUMN = "column", Text, "#meta+title+column";
    /// The number; of a share the number that meets it
    NUMBER = "number", Integer, "#indicator+num";
    /// Of how many, where the number is a share of them
    OF = "of", Integer, "#indicator+num+of";
    /// The cell as it is read
    SHOWN = "shown", Text, "#indicator+text";
    /// The days that are counted
    PERIOD = "period", Text, "#date+period";
    /// The documents that are counted: property=value
    CONDITIONS = "conditions", Text, "#meta+conditions";
}
