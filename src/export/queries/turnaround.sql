-- 7. Days from receipt to return, where the dates are right.
SELECT
  count(*) AS n, percentile(days, 0.5) AS median, percentile(days, 0.75) AS p75, percentile(days, 0.9) AS p90
FROM rounds WHERE days >= 0;
