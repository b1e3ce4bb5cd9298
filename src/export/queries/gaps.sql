-- 10. The most common gaps: No or Partly in the first round, where it is a must.
SELECT criterion_id, count(*) AS documents
FROM first_answers WHERE answer_rank <= 2 AND weight_rank <= 2
GROUP BY criterion_id ORDER BY documents DESC, criterion_id LIMIT 10;
