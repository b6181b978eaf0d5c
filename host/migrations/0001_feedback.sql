-- Only TEXT and plain constraints, so that the same file runs on PostgreSQL.
CREATE TABLE feedback (
    id TEXT NOT NULL PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    receipt TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    url TEXT,
    name TEXT NOT NULL,
    email TEXT,
    message TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    created_at TEXT NOT NULL
);
