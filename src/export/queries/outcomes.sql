-- 3. Reviews of the period by outcome, the withdrawn ones among them.
SELECT reviews.outcome, count(*) AS reviews
FROM reviews CROSS JOIN period
WHERE period.wanted IS NULL OR reviews.year = period.wanted
GROUP BY reviews.outcome ORDER BY reviews.outcome;
