-- 11. What to look after in the data.
SELECT
  (SELECT count(*) FROM rounds WHERE open > 0) AS open_questions,
  (SELECT count(*) FROM rounds WHERE received_on IS NULL) AS no_received_day,
  (SELECT count(*) FROM rounds WHERE days < 0) AS returned_early,
  (SELECT count(*) FROM rounds WHERE conflict) AS fork,
  (SELECT count(*) FROM documents WHERE country_count = 0) AS no_country,
  (SELECT count(*) FROM documents WHERE kind = 'other') AS other_kind,
  (SELECT count(DISTINCT catalogue_version) FROM rounds) AS catalogue_versions;
