-- The same figure in several articles. A group is facts that state the same
-- thing: subject alike, same kind, unit and period. Its id is that of the fact
-- that founded it, so it is stable and never used again. Filled after a run by
-- Store.Regroup; a fact without a row here has not been looked at yet.
CREATE TABLE fact_group_member (
    fact_id  INTEGER PRIMARY KEY REFERENCES fact (id),
    group_id INTEGER NOT NULL,
    agrees   INTEGER NOT NULL DEFAULT 1 CHECK (agrees IN (0, 1)) -- with the value most voices give
) STRICT;
CREATE INDEX fact_group_member_group ON fact_group_member (group_id);

-- Re-publications of one text speak with one voice: the number is the id of the
-- first of these articles. An article without a row speaks for itself.
CREATE TABLE article_voice (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    voice      INTEGER NOT NULL REFERENCES article (id)
) STRICT;
CREATE INDEX article_voice_voice ON article_voice (voice);

-- What grouping looks a fact's fellows up by.
CREATE INDEX fact_thing ON fact (unit, kind, period_end, period_start) WHERE retired_at IS NULL;

-- A row for each fact of a group that spans two articles or more.
CREATE VIEW fact_groups AS
SELECT m.group_id,
       founder.subject AS group_subject,
       g.articles,
       g.voices,
       g.differing, -- voices that give another value than most do
       m.fact_id,
       f.article_id,
       coalesce(v.voice, f.article_id) AS voice,
       f.article_url,
       f.title,
       f.publisher,
       f.published_on,
       f.quote,
       f.subject,
       f.kind,
       f.value,
       f.value_exact,
       f.value_high,
       f.value_high_exact,
       f.unit,
       f.comparator,
       f.period_start,
       f.period_end,
       f.status,
       m.agrees
FROM (
    SELECT gm.group_id,
           count(DISTINCT t.article_id) AS articles,
           count(DISTINCT coalesce(av.voice, t.article_id)) AS voices,
           count(DISTINCT CASE WHEN NOT gm.agrees THEN coalesce(av.voice, t.article_id) END) AS differing
    FROM fact_group_member gm
    JOIN fact gf ON gf.id = gm.fact_id
    JOIN text t ON t.id = gf.text_id
    LEFT JOIN article_voice av ON av.article_id = t.article_id
    GROUP BY gm.group_id
    HAVING articles > 1
) g
JOIN fact_group_member m ON m.group_id = g.group_id
JOIN fact founder ON founder.id = m.group_id
JOIN facts_cited f ON f.fact_id = m.fact_id
LEFT JOIN article_voice v ON v.article_id = f.article_id;
