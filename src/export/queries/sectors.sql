-- 9. Documents by sector: the rows add up to more than the documents.
SELECT review_sector.sector, count(*) AS documents
FROM documents JOIN review_sector ON review_sector.review_id = documents.review_id
GROUP BY review_sector.sector ORDER BY review_sector.sector;
