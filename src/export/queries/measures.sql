-- 5. Call to Action measures: countries with at least one document that plans or reports the measure.
-- From reviewed documents, not a measure of implementation.
SELECT
  measured.criterion_id, measured.measure,
  count(DISTINCT CASE WHEN document_country.kind IN ('proposal', 'regional-plan', 'crisis-response-plan')
    THEN document_country.country END) AS planning,
  count(DISTINCT CASE WHEN document_country.kind = 'report' THEN document_country.country END) AS reporting
FROM (
  SELECT DISTINCT codebook.criterion_id, codebook.measure
  FROM codebook LEFT JOIN renamed ON renamed.former_id = codebook.criterion_id
  WHERE codebook.measure IS NOT NULL AND renamed.former_id IS NULL
) AS measured
LEFT JOIN latest_answers ON latest_answers.criterion_id = measured.criterion_id AND latest_answers.answer_rank = 3
LEFT JOIN document_country ON document_country.document_id = latest_answers.document_id
GROUP BY measured.criterion_id, measured.measure ORDER BY measured.criterion_id;
