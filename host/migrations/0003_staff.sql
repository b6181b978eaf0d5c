-- What the newsroom did with a message. Erased: its content is gone, its key stays until no retry can come any more.
ALTER TABLE feedback ADD COLUMN handled_at TEXT;
ALTER TABLE feedback ADD COLUMN handled_by TEXT;
ALTER TABLE feedback ADD COLUMN erased_at TEXT;

-- NULL: nobody was told of it yet. What came before there was mail is not told now.
ALTER TABLE feedback ADD COLUMN noticed_at TEXT;
UPDATE feedback SET noticed_at = created_at;

CREATE TABLE staff (
    name TEXT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE staff_session (
    token_digest TEXT NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (name) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    used_at TEXT NOT NULL
);

-- Attempts to log in under a name, whether anybody has it or not. Times in seconds since 1970.
CREATE TABLE staff_attempt (
    name_digest TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);

-- Only ever added to.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    receipt TEXT,
    detail TEXT
);

-- What one instance does for all, and when it is due again.
CREATE TABLE duty (
    name TEXT NOT NULL PRIMARY KEY,
    next_at TEXT NOT NULL
);
INSERT INTO duty (name, next_at) VALUES ('mail', ''), ('retention', '');

-- Mail that no server has taken yet.
CREATE TABLE mail (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at TEXT NOT NULL
);
