-- 8. Documents by country: a document counts in each of its countries.
SELECT country, count(*) AS documents FROM document_country GROUP BY country ORDER BY country;
