-- The year that is counted: NULL counts all years.
CREATE OR REPLACE TEMPORARY VIEW period AS
SELECT CAST({year} AS BIGINT) AS wanted;

-- A withdrawn document is in no figure.
CREATE OR REPLACE TEMPORARY VIEW returned AS
SELECT * FROM reviews WHERE outcome <> 'withdrawn';

-- Rounds: the returned reviews of the period.
CREATE OR REPLACE TEMPORARY VIEW rounds AS
SELECT returned.* FROM returned CROSS JOIN period
WHERE period.wanted IS NULL OR returned.year = period.wanted;

-- Documents: each once, by its first returned review, in the period of that review.
CREATE OR REPLACE TEMPORARY VIEW documents AS
SELECT document_id, review_id, kind, year, country_count
FROM (
  SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY returned_on, round, review_id) AS nth FROM returned
) AS ranked
CROSS JOIN period
WHERE nth = 1 AND (period.wanted IS NULL OR year = period.wanted);

CREATE OR REPLACE TEMPORARY VIEW document_country AS
SELECT documents.document_id, documents.kind, review_country.country
FROM documents JOIN review_country ON review_country.review_id = documents.review_id;

-- A criterion that was renamed counts under its name of today.
CREATE OR REPLACE TEMPORARY VIEW renamed AS
SELECT former.former_id, max(former.criterion_id) AS criterion_id
FROM former LEFT JOIN former AS later ON later.former_id = former.criterion_id
WHERE later.former_id IS NULL
GROUP BY former.former_id;

-- One answer per document, criterion and round: of several reviewers the most critical.
CREATE OR REPLACE TEMPORARY VIEW asked AS
SELECT
  answers.document_id,
  coalesce(renamed.criterion_id, answers.criterion_id) AS criterion_id,
  answers.round,
  min(answers.checklist) AS checklist,
  min(CASE answers.weight WHEN 'blocking' THEN 1 WHEN 'must' THEN 2 ELSE 3 END) AS weight_rank,
  min(CASE answers.answer WHEN 'no' THEN 1 WHEN 'partly' THEN 2 WHEN 'yes' THEN 3 WHEN 'na' THEN 4 ELSE 5 END) AS answer_rank,
  max(CASE WHEN answers.harm THEN 1 ELSE 0 END) AS harm
FROM answers
JOIN returned ON returned.review_id = answers.review_id
JOIN documents ON documents.document_id = answers.document_id
LEFT JOIN renamed ON renamed.former_id = answers.criterion_id
GROUP BY answers.document_id, coalesce(renamed.criterion_id, answers.criterion_id), answers.round;

-- First: the lowest round of the document.
CREATE OR REPLACE TEMPORARY VIEW first_answers AS
SELECT asked.* FROM asked
JOIN (SELECT document_id, min(round) AS lowest FROM returned GROUP BY document_id) AS lowest_round
  ON lowest_round.document_id = asked.document_id AND lowest_round.lowest = asked.round;

-- Latest: the last round in which the criterion was asked of the document.
CREATE OR REPLACE TEMPORARY VIEW latest_answers AS
SELECT asked.* FROM asked
JOIN (SELECT document_id, criterion_id, max(round) AS last FROM asked GROUP BY document_id, criterion_id) AS last_round
  ON last_round.document_id = asked.document_id AND last_round.criterion_id = asked.criterion_id
  AND last_round.last = asked.round;

-- Required changes of the documents, over all their rounds: one that a later round takes over is the same one.
CREATE OR REPLACE TEMPORARY VIEW changes AS
SELECT document_id, state
FROM (
  SELECT comments.document_id, comments.state, row_number() OVER (
    PARTITION BY comments.document_id, returned.series_id, comments.n, comments.criterion_id
    ORDER BY comments.round DESC, returned.returned_on DESC, comments.review_id DESC) AS nth
  FROM comments
  JOIN returned ON returned.review_id = comments.review_id
  JOIN documents ON documents.document_id = comments.document_id
  WHERE comments.class = 'required'
) AS ranked
WHERE nth = 1;
