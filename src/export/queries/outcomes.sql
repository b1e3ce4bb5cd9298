-- 3. Rounds by outcome: they add up to the rounds.
SELECT outcome, count(*) AS rounds FROM rounds GROUP BY outcome ORDER BY outcome;
