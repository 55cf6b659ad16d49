-- What is to be fetched: sources, addresses, hosts, and what each run did.
-- Times are ISO 8601 in UTC with six decimals, so that they sort as text.

CREATE TABLE source (
    id        TEXT PRIMARY KEY CHECK (id <> ''),
    name      TEXT NOT NULL,
    publisher TEXT NOT NULL,
    domain    TEXT NOT NULL,
    kind      TEXT NOT NULL,              -- government or press
    language  TEXT NOT NULL DEFAULT 'vi',
    feeds     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(feeds)),
    lists     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(lists)),
    sitemaps  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sitemaps)),
    enabled   INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1))
) STRICT;

-- A server: the unit of politeness.
CREATE TABLE host (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL UNIQUE CHECK (name <> ''), -- host or host:port
    not_before TEXT,                                    -- left alone until then
    reason     TEXT,
    failures   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE robots (
    origin     TEXT PRIMARY KEY, -- scheme://host
    host_id    INTEGER NOT NULL REFERENCES host (id),
    status     INTEGER NOT NULL,
    body       TEXT NOT NULL,
    fetched_at TEXT NOT NULL
) STRICT;
CREATE INDEX robots_host ON robots (host_id);

CREATE TABLE work (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    url           TEXT NOT NULL UNIQUE CHECK (url <> ''), -- normalised
    host_id       INTEGER NOT NULL REFERENCES host (id),
    kind          TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'article', 'feed', 'sitemap', 'list', 'document')),
    priority      INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 3),
    state         TEXT NOT NULL CHECK (state IN ('due', 'done', 'failed', 'refused', 'gone')),
    asked         INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- named by the user
    attempts      INTEGER NOT NULL DEFAULT 0,
    http_status   INTEGER,
    error         TEXT,
    next_at       TEXT, -- when it is fetched next; NULL for never
    tried_at      TEXT,
    interval_s    INTEGER NOT NULL DEFAULT 0, -- seconds between visits, as its changes have taught
    etag          TEXT,
    last_modified TEXT,
    digest        TEXT, -- sha256 of the payload last read well
    source_id     TEXT,
    found_on      TEXT,
    depth         INTEGER NOT NULL DEFAULT 0,
    hint_published_on TEXT,
    hint_publisher    TEXT,
    hint_language     TEXT,
    hint_original_url TEXT,
    CHECK (state <> 'due' OR next_at IS NOT NULL)
) STRICT;
CREATE INDEX work_claim ON work (host_id, priority, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX work_next ON work (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX work_digest ON work (digest) WHERE digest IS NOT NULL;
CREATE INDEX work_source ON work (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX work_state ON work (state);

CREATE TABLE run (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TEXT NOT NULL,
    ended_at   TEXT, -- NULL while it runs, and for good when it was killed
    stopped    TEXT, -- why it ended with work left
    requests   INTEGER NOT NULL DEFAULT 0,
    bytes      INTEGER NOT NULL DEFAULT 0,
    done       INTEGER NOT NULL DEFAULT 0,
    unchanged  INTEGER NOT NULL DEFAULT 0,
    retry      INTEGER NOT NULL DEFAULT 0,
    failed     INTEGER NOT NULL DEFAULT 0,
    refused    INTEGER NOT NULL DEFAULT 0,
    gone       INTEGER NOT NULL DEFAULT 0,
    recovered  INTEGER NOT NULL DEFAULT 0,
    articles   INTEGER NOT NULL DEFAULT 0,
    facts      INTEGER NOT NULL DEFAULT 0,
    found      INTEGER NOT NULL DEFAULT 0,
    errors     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(errors)) -- cause -> count
) STRICT;

-- How many of a host's articles in a run had what: a layout that breaks shows here.
CREATE TABLE run_host (
    run_id   INTEGER NOT NULL REFERENCES run (id),
    host     TEXT NOT NULL,
    articles INTEGER NOT NULL,
    dates    INTEGER NOT NULL,
    bodies   INTEGER NOT NULL,
    facts    INTEGER NOT NULL,
    PRIMARY KEY (run_id, host)
) STRICT;
CREATE INDEX run_host_host ON run_host (host, run_id);
