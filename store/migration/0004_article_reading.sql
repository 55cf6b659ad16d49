-- Both views and the grouping reach an article by its current reading. Without
-- an index on it SQLite built one anew for each query, over all articles.
CREATE INDEX article_reading ON article (reading_id);
