-- Articles, what was fetched of them, what was read from it, and the facts
-- with their citations. Nothing here is ever overwritten: a page that changed
-- gets a new snapshot, a text that changed a new text, a fact that today's
-- rules no longer make is retired. The two views show what is current.
--
-- Times are ISO 8601; days YYYY-MM-DD; offsets count Unicode code points.
-- AUTOINCREMENT keeps an id from ever being used a second time.

-- An address that has been read at least once.
CREATE TABLE article (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    url        TEXT NOT NULL UNIQUE CHECK (url <> ''),
    reading_id INTEGER REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED -- the current one
) STRICT;

-- The bytes of an article as they came, once for each change of them.
CREATE TABLE snapshot (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id     INTEGER NOT NULL REFERENCES article (id),
    sha256         TEXT NOT NULL CHECK (length(sha256) = 64), -- of the archived payload, lower-case hex
    archive_file   TEXT NOT NULL,                             -- name inside the archive folder
    archive_offset INTEGER NOT NULL CHECK (archive_offset >= 0),
    retrieved_at   TEXT NOT NULL,
    http_status    INTEGER NOT NULL,
    asked_url      TEXT NOT NULL,                             -- before redirects
    media_type     TEXT NOT NULL,
    charset        TEXT                                       -- as the header named it
) STRICT;
CREATE INDEX snapshot_article ON snapshot (article_id);
CREATE INDEX snapshot_sha256 ON snapshot (sha256);

-- A text of an article: NFC, without NUL, never altered. Facts cite it.
CREATE TABLE text (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id  INTEGER NOT NULL REFERENCES article (id),
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id), -- the first it was read from
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64), -- of content in UTF-8
    content     TEXT NOT NULL CHECK (instr(content, char(0)) = 0),
    UNIQUE (article_id, sha256)
) STRICT;

-- What extract made of a snapshot: its text and its metadata. A snapshot read
-- again by better rules has several readings, the last is the current one.
CREATE TABLE reading (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id         INTEGER NOT NULL REFERENCES article (id),
    snapshot_id        INTEGER NOT NULL REFERENCES snapshot (id),
    text_id            INTEGER NOT NULL REFERENCES text (id),
    title              TEXT,
    author             TEXT,
    publisher          TEXT,
    section            TEXT,
    language           TEXT,
    published_at       TEXT, -- with zone
    published_on       TEXT, -- the day on the publisher's own calendar
    modified_at        TEXT,
    canonical_url      TEXT,
    original_url       TEXT,
    original_publisher TEXT,
    way                TEXT, -- what found the body
    origins            TEXT CHECK (origins IS NULL OR json_valid(origins)), -- JSON: field -> where it came from
    -- what a manifest or a source list said beside the page; asked again when it is read again
    hint_published_on  TEXT,
    hint_publisher     TEXT,
    hint_language      TEXT,
    hint_original_url  TEXT
) STRICT;
CREATE INDEX reading_article ON reading (article_id);
CREATE INDEX reading_snapshot ON reading (snapshot_id);
CREATE INDEX reading_text ON reading (text_id);

-- One number that a text states, and where it states it.
CREATE TABLE fact (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    text_id          INTEGER NOT NULL REFERENCES text (id),
    quote            TEXT NOT NULL CHECK (quote <> ''),
    quote_start      INTEGER NOT NULL CHECK (quote_start >= 0),
    quote_end        INTEGER NOT NULL,
    sentence         TEXT NOT NULL,
    sentence_start   INTEGER NOT NULL CHECK (sentence_start >= 0),
    sentence_end     INTEGER NOT NULL CHECK (sentence_end >= sentence_start),
    kind             TEXT NOT NULL CHECK (kind IN ('level', 'change', 'ratio', 'rank')),
    subject          TEXT,
    value            REAL NOT NULL,
    value_exact      TEXT NOT NULL CHECK (value_exact <> ''),
    value_high       REAL,
    value_high_exact TEXT,
    of_total         REAL,
    of_total_exact   TEXT,
    unit             TEXT,
    unit_kind        TEXT CHECK (unit_kind IN ('currency', 'percent', 'points', 'count', 'physical', 'duration', 'multiple', 'rank', 'rate')),
    comparator       TEXT NOT NULL CHECK (comparator IN ('eq', 'about', 'nearly', 'over', 'under', 'at_least', 'at_most', 'order')),
    period_start     TEXT,
    period_end       TEXT,
    period_text      TEXT,
    baseline_start   TEXT,
    baseline_end     TEXT,
    basis            TEXT CHECK (basis IN ('yoy', 'prev_period', 'since', 'target')),
    status           TEXT NOT NULL CHECK (status IN ('reported', 'estimate', 'forecast', 'target')),
    attributed_to    TEXT,
    change_of        INTEGER REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    rules            TEXT NOT NULL CHECK (json_valid(rules)), -- JSON array of names
    confidence       REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    retired_at       TEXT, -- when today's rules no longer made it; NULL while they do
    CHECK (length(quote) = quote_end - quote_start),
    CHECK ((value_high IS NULL) = (value_high_exact IS NULL)),
    CHECK ((of_total IS NULL) = (of_total_exact IS NULL))
) STRICT;
CREATE INDEX fact_text ON fact (text_id, quote_start);
CREATE INDEX fact_change_of ON fact (change_of) WHERE change_of IS NOT NULL;

CREATE VIEW articles_cited AS
SELECT a.id AS article_id,
       a.url AS article_url,
       r.canonical_url,
       r.title,
       r.author,
       r.publisher,
       r.section,
       r.language,
       r.published_at,
       r.published_on,
       r.modified_at,
       r.original_url,
       r.original_publisher,
       s.retrieved_at,
       s.http_status,
       s.sha256 AS snapshot_sha256,
       s.archive_file,
       s.archive_offset,
       t.content AS text
FROM article a
JOIN reading r ON r.id = a.reading_id
JOIN snapshot s ON s.id = r.snapshot_id
JOIN text t ON t.id = r.text_id;

CREATE VIEW facts_cited AS
SELECT f.id AS fact_id,
       a.id AS article_id,
       a.url AS article_url,
       r.title,
       r.publisher,
       r.published_on,
       r.original_url,
       s.retrieved_at,
       s.sha256 AS snapshot_sha256,
       f.quote,
       f.quote_start,
       f.quote_end,
       f.sentence,
       f.kind,
       f.subject,
       f.value,
       f.value_exact,
       f.value_high,
       f.value_high_exact,
       f.of_total,
       f.of_total_exact,
       f.unit,
       f.unit_kind,
       f.comparator,
       f.period_start,
       f.period_end,
       f.period_text,
       f.baseline_start,
       f.baseline_end,
       f.basis,
       f.status,
       f.attributed_to,
       f.change_of,
       f.rules,
       f.confidence
FROM fact f
JOIN text t ON t.id = f.text_id
JOIN article a ON a.id = t.article_id
JOIN reading r ON r.id = a.reading_id AND r.text_id = t.id
JOIN snapshot s ON s.id = r.snapshot_id
WHERE f.retired_at IS NULL;

-- Full-text search. unicode61 takes every mark off a letter but leaves đ, which
-- is a letter of its own; so the columns searched are folded by these views
-- (and a query by FoldQuery in Go). The index keeps no copy of the texts: it
-- reads the view, and anybody can rebuild it:
--   INSERT INTO article_search (article_search) VALUES ('rebuild');
CREATE VIEW article_folded AS
SELECT a.id AS id,
       replace(replace(coalesce(r.title, ''), 'đ', 'd'), 'Đ', 'D') AS title,
       replace(replace(t.content, 'đ', 'd'), 'Đ', 'D') AS text
FROM article a
JOIN reading r ON r.id = a.reading_id
JOIN text t ON t.id = r.text_id;

CREATE VIEW fact_folded AS
SELECT f.id AS id,
       replace(replace(coalesce(f.subject, ''), 'đ', 'd'), 'Đ', 'D') AS subject,
       replace(replace(f.sentence, 'đ', 'd'), 'Đ', 'D') AS sentence,
       replace(replace(coalesce(r.title, ''), 'đ', 'd'), 'Đ', 'D') AS title,
       a.id AS article_id
FROM fact f
JOIN text t ON t.id = f.text_id
JOIN article a ON a.id = t.article_id
JOIN reading r ON r.id = a.reading_id AND r.text_id = t.id
WHERE f.retired_at IS NULL;

CREATE VIRTUAL TABLE article_search USING fts5 (
    title, text,
    content = 'article_folded', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE fact_search USING fts5 (
    subject, sentence, title,
    content = 'fact_folded', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
