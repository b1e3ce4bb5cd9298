-- 10. The most common gaps of the first round among what weighs most: No and Partly.
SELECT criterion_id, count(*) AS documents
FROM first_answers WHERE answer_rank <= 2 AND weight_rank <= 2
GROUP BY criterion_id ORDER BY documents DESC, criterion_id LIMIT 10;
