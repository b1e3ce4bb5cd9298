-- Run this in the folder that holds the exports of all years, or put the address of that folder before the names:
--   appraise export reviews  --format parquet --partition -o reviews
--   appraise export answers  --format parquet --partition -o answers
--   appraise export comments --format parquet --partition -o comments
--   appraise export codebook --format parquet -o codebook.parquet
-- then: spark-sql -f FILE

CREATE OR REPLACE TEMPORARY VIEW reviews AS
SELECT * FROM parquet.`reviews`;

CREATE OR REPLACE TEMPORARY VIEW answers AS
SELECT * FROM parquet.`answers`;

CREATE OR REPLACE TEMPORARY VIEW comments AS
SELECT * FROM parquet.`comments`;

CREATE OR REPLACE TEMPORARY VIEW codebook AS
SELECT * FROM parquet.`codebook.parquet`;

CREATE OR REPLACE TEMPORARY VIEW review_country AS
SELECT DISTINCT review_id, explode(countries) AS country FROM reviews;

CREATE OR REPLACE TEMPORARY VIEW review_sector AS
SELECT DISTINCT review_id, explode(sectors) AS sector FROM reviews;

CREATE OR REPLACE TEMPORARY VIEW former AS
SELECT DISTINCT explode(formerly) AS former_id, criterion_id FROM codebook;
