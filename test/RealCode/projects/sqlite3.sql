-- sqlite3.sql - a workload whose every step is determined: no time, no random number, no temporary name.
.bail on
-- Temporary files have random names, of 14 to 16 digits: every digit is a turn of a loop.
PRAGMA temp_store=MEMORY;
PRAGMA journal_mode=WAL;
CREATE TABLE item(id INTEGER PRIMARY KEY, grp INT, name TEXT, price REAL, data BLOB);
WITH RECURSIVE c(i, x) AS (SELECT 1, 12345 UNION ALL SELECT i + 1, (x * 1103515245 + 12345) % 2147483648 FROM c WHERE i < 20000)
  INSERT INTO item SELECT i, x % 500, printf('item-%d-%x', i, x), x * 0.001, zeroblob(i % 40) FROM c;
CREATE INDEX item_grp ON item(grp, price);
CREATE UNIQUE INDEX item_name ON item(name COLLATE NOCASE);
ANALYZE;
SELECT count(*), sum(grp), round(sum(price), 3), max(name) FROM item;
SELECT grp % 10 g, count(*), round(avg(price), 3), min(name) FROM item GROUP BY g HAVING count(*) > 5 ORDER BY g DESC;
SELECT count(*) FROM item a JOIN item b ON a.grp = b.grp AND a.id < b.id WHERE a.grp < 40;
SELECT a.id, b.id FROM item a LEFT JOIN item b ON b.id = a.id + 1 AND b.grp < 100 WHERE a.id BETWEEN 5 AND 12;
SELECT id, row_number() OVER (PARTITION BY grp ORDER BY price), lag(id) OVER w FROM item WHERE grp IN (3, 7) WINDOW w AS (ORDER BY id) LIMIT 9;
SELECT name FROM item WHERE name LIKE 'ITEM-1%' AND name GLOB '*a*' ORDER BY price LIMIT 5 OFFSET 3;
CREATE VIEW cheap AS SELECT * FROM item WHERE price < 100000;
CREATE TABLE log(msg TEXT);
CREATE TRIGGER watch AFTER UPDATE ON item WHEN new.price > old.price BEGIN INSERT INTO log VALUES('up ' || new.id); END;
BEGIN;
UPDATE item SET price = price * 1.5 WHERE grp BETWEEN 10 AND 12;
SAVEPOINT s; DELETE FROM item WHERE grp = 13; ROLLBACK TO s;
COMMIT;
SELECT count(*), min(msg), max(msg) FROM log;
SELECT count(*) FROM cheap WHERE EXISTS (SELECT 1 FROM log WHERE msg = 'up ' || cheap.id);
INSERT INTO item(id, name) VALUES(1, 'x') ON CONFLICT(id) DO UPDATE SET name = excluded.name || '-twice';
INSERT OR IGNORE INTO item(id, name) VALUES(2, 'y');
SELECT id, name FROM item WHERE id < 3;
SELECT json_extract('{"a":[1,2,{"b":"c"}]}', '$.a[2].b'), json_group_array(id) FROM item WHERE id < 4;
SELECT value FROM json_each('[3,1,2]') ORDER BY 1;
SELECT hex(x'0aff'), quote('it''s'), substr('hello', 2, 3), replace('abc', 'b', 'x'), upper('q'), abs(-4.5), round(2.567, 2);
SELECT strftime('%Y-%m-%d', '2001-02-03', '+1 month'), julianday('2000-01-01'), date(0, 'unixepoch');
CREATE TABLE pair(a INT, b TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;
INSERT INTO pair SELECT id % 17, name FROM item WHERE id <= 300;
SELECT a, count(*) FROM pair GROUP BY a UNION ALL SELECT -1, count(*) FROM pair ORDER BY 1 LIMIT 4;
SELECT id FROM item WHERE id < 6 EXCEPT SELECT 3 INTERSECT SELECT id FROM item;
ALTER TABLE pair ADD COLUMN c DEFAULT 5;
ALTER TABLE pair RENAME COLUMN c TO d;
DROP INDEX item_grp;
PRAGMA foreign_keys = ON;
CREATE TABLE child(id INTEGER REFERENCES item(id) ON DELETE CASCADE);
INSERT INTO child VALUES(100), (101);
DELETE FROM item WHERE id = 100;
SELECT * FROM child;
EXPLAIN QUERY PLAN SELECT * FROM item WHERE name = 'a' COLLATE NOCASE;
.mode csv
.headers on
SELECT id, name, price FROM item WHERE id BETWEEN 40 AND 43;
.mode insert copy
SELECT * FROM pair WHERE a = 1 LIMIT 3;
.mode box
SELECT typeof(price), typeof(data), length(data) FROM item WHERE id IN (7, 8);
.schema item
PRAGMA integrity_check;
VACUUM;
.bail off
SELECT no_such_column FROM item;
INSERT INTO item(id) VALUES(1);
