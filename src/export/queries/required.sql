-- 6. Required changes of the documents, and what became of them.
SELECT
  count(*) AS issued,
  count(CASE WHEN state = 'closed' THEN 1 END) AS closed,
  count(CASE WHEN state = 'dropped' THEN 1 END) AS dropped,
  count(CASE WHEN state = 'open' THEN 1 END) AS open
FROM changes;
