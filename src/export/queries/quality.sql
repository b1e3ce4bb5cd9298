-- 11. What to look after in the data.
SELECT
  sum(CASE WHEN open > 0 THEN 1 ELSE 0 END) AS with_open_criteria,
  sum(CASE WHEN days IS NULL THEN 1 ELSE 0 END) AS without_dates,
  sum(CASE WHEN days < 0 THEN 1 ELSE 0 END) AS returned_before_received,
  sum(CASE WHEN country_count = 0 THEN 1 ELSE 0 END) AS without_country,
  sum(CASE WHEN conflict THEN 1 ELSE 0 END) AS in_conflict,
  count(DISTINCT catalogue_version) AS catalogue_versions
FROM rounds;
