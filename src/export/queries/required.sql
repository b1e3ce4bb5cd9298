-- 6. Required changes of the rounds.
SELECT
  coalesce(sum(required_issued), 0) AS issued, coalesce(sum(required_closed), 0) AS closed,
  coalesce(sum(required_dropped), 0) AS dropped, coalesce(sum(required_open), 0) AS open
FROM rounds;
