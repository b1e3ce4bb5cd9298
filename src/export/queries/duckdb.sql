-- Run this in the folder that holds the exports of all years:
--   appraise export reviews  --format parquet --partition -o reviews
--   appraise export answers  --format parquet --partition -o answers
--   appraise export codebook --format parquet -o codebook.parquet
-- then: duckdb -f FILE

CREATE OR REPLACE TEMPORARY VIEW reviews AS
SELECT * FROM read_parquet('reviews/*/*/*.parquet', hive_partitioning = true);

CREATE OR REPLACE TEMPORARY VIEW answers AS
SELECT * FROM read_parquet('answers/*/*/*.parquet', hive_partitioning = true);

CREATE OR REPLACE TEMPORARY VIEW codebook AS
SELECT * FROM read_parquet('codebook.parquet');

CREATE OR REPLACE TEMPORARY VIEW review_country AS
SELECT review_id, unnest(countries) AS country FROM reviews;

CREATE OR REPLACE TEMPORARY VIEW review_sector AS
SELECT review_id, unnest(sectors) AS sector FROM reviews;

CREATE OR REPLACE TEMPORARY MACRO percentile(days, share) AS quantile_cont(days, share);
