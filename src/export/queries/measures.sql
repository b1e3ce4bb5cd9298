-- 5. Call to Action measures: countries with at least one document that plans or reports the measure.
-- From reviewed documents; not a measure of implementation.
SELECT
  measured.measure,
  count(DISTINCT CASE WHEN document_country.kind IN ('proposal', 'regional-plan', 'crisis-response-plan')
    THEN document_country.country END) AS countries_planning,
  count(DISTINCT CASE WHEN document_country.kind = 'report' THEN document_country.country END) AS countries_reporting
FROM (SELECT DISTINCT criterion_id, measure FROM codebook WHERE measure IS NOT NULL) AS measured
LEFT JOIN latest_answers ON latest_answers.criterion_id = measured.criterion_id AND latest_answers.answer_rank = 3
LEFT JOIN document_country ON document_country.document_id = latest_answers.document_id
GROUP BY measured.measure ORDER BY measured.measure;
