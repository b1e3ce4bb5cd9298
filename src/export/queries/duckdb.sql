-- Run this in the folder that holds the exports of all years:
--   appraise export reviews  --format parquet --partition -o reviews
--   appraise export answers  --format parquet --partition -o answers
--   appraise export comments --format parquet --partition -o comments
--   appraise export codebook --format parquet -o codebook.parquet
-- then: duckdb -f FILE

CREATE OR REPLACE TEMPORARY VIEW reviews AS
SELECT * FROM read_parquet('reviews/*/*/*.parquet', hive_partitioning = true);

CREATE OR REPLACE TEMPORARY VIEW answers AS
SELECT * FROM read_parquet('answers/*/*/*.parquet', hive_partitioning = true);

CREATE OR REPLACE TEMPORARY VIEW comments AS
SELECT * FROM read_parquet('comments/*/*/*.parquet', hive_partitioning = true);

CREATE OR REPLACE TEMPORARY VIEW codebook AS
SELECT * FROM read_parquet('codebook.parquet');

CREATE OR REPLACE TEMPORARY VIEW review_country AS
SELECT DISTINCT review_id, unnest(countries) AS country FROM reviews;

CREATE OR REPLACE TEMPORARY VIEW review_sector AS
SELECT DISTINCT review_id, unnest(sectors) AS sector FROM reviews;

CREATE OR REPLACE TEMPORARY VIEW former AS
SELECT DISTINCT unnest(formerly) AS former_id, criterion_id FROM codebook;
