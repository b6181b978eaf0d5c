-- Why a message may come from a program: 'honeypot', 'haste' or 'no-proof'. NULL: nothing speaks for it.
ALTER TABLE feedback ADD COLUMN suspected TEXT;

-- What instances of one host sign with; the first to start makes it.
CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
