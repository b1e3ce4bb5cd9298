-- 4. Each criterion in the first and in the latest round: share = yes / (yes + partly + no).
SELECT
  which, criterion_id, min(checklist) AS checklist, count(*) AS asked,
  sum(CASE WHEN answer_rank = 3 THEN 1 ELSE 0 END) AS yes,
  sum(CASE WHEN answer_rank = 2 THEN 1 ELSE 0 END) AS partly,
  sum(CASE WHEN answer_rank = 1 THEN 1 ELSE 0 END) AS no,
  sum(CASE WHEN answer_rank = 4 THEN 1 ELSE 0 END) AS not_applicable,
  sum(CASE WHEN answer_rank = 5 THEN 1 ELSE 0 END) AS open,
  sum(harm) AS harm,
  sum(CASE WHEN answer_rank = 3 THEN 1.0 ELSE 0.0 END) / nullif(sum(CASE WHEN answer_rank <= 3 THEN 1 ELSE 0 END), 0) AS share
FROM (
  SELECT 'first' AS which, first_answers.* FROM first_answers
  UNION ALL
  SELECT 'latest' AS which, latest_answers.* FROM latest_answers
) AS both_rounds
GROUP BY which, criterion_id ORDER BY which, criterion_id;
