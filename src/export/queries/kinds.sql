-- 2. Documents by kind.
SELECT kind, count(*) AS documents FROM documents GROUP BY kind ORDER BY kind;
