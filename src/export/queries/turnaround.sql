-- 7. Days from receipt to return of the rounds, where the dates are right: the mean of the middle, and nearest ranks.
SELECT
  count(*) AS n,
  avg(CASE WHEN 2 * nth BETWEEN n AND n + 2 THEN days END) AS median,
  min(CASE WHEN 100 * nth >= 75 * n THEN days END) AS p75,
  min(CASE WHEN 100 * nth >= 90 * n THEN days END) AS p90
FROM (
  SELECT days, row_number() OVER (ORDER BY days) AS nth, count(*) OVER () AS n FROM rounds WHERE days >= 0
) AS ranked;
