-- 1. Documents, rounds, countries.
SELECT
  (SELECT count(*) FROM documents) AS documents,
  (SELECT count(*) FROM rounds) AS rounds,
  (SELECT count(DISTINCT country) FROM document_country) AS countries;
