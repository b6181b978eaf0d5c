-- Why a message may come from a program: 'honeypot' or 'haste'. NULL: nothing speaks for it.
ALTER TABLE feedback ADD COLUMN suspected TEXT;
