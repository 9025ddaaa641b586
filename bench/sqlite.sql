-- sqlite.sql - a shop's year in memory: inserts, indices, joins, aggregates, window functions, updates; same output each time.
.bail on
PRAGMA journal_mode=OFF;
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, region INTEGER NOT NULL);
CREATE TABLE product(id INTEGER PRIMARY KEY, label TEXT NOT NULL, price INTEGER NOT NULL);
CREATE TABLE sale(id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, product INTEGER NOT NULL, day INTEGER, amount INTEGER);
BEGIN;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 8000)
INSERT INTO customer SELECT i, printf('customer %05d of %x', i, i * 7919 % 65536), i * 31 % 24 FROM n;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO product SELECT i, printf('product-%x-%d', i * 104729, i % 13), 100 + i * 37 % 9000 FROM n;
WITH RECURSIVE n(i, r) AS (VALUES(1, 17) UNION ALL SELECT i + 1, (r * 1103515245 + 12345) % 2147483648 FROM n WHERE i < 200000)
INSERT INTO sale SELECT i, 1 + r % 8000, 1 + (r / 8000) % 3000, (r / 64) % 365, 1 + r % 9 FROM n;
COMMIT;
CREATE INDEX saleByCustomer ON sale(customer, day);
CREATE INDEX saleByProduct ON sale(product);
SELECT region, count(*), sum(amount * price) FROM sale JOIN customer ON customer.id = sale.customer
  JOIN product ON product.id = sale.product GROUP BY region ORDER BY region;
SELECT label, sum(amount) AS sold FROM product LEFT JOIN sale ON sale.product = product.id
  GROUP BY product.id ORDER BY sold DESC, label LIMIT 12;
SELECT day / 30 AS month, count(DISTINCT customer), max(amount), round(avg(amount), 4) FROM sale GROUP BY month ORDER BY month;
SELECT count(*) FROM sale a JOIN sale b ON a.customer = b.customer AND a.day = b.day AND a.id < b.id;
SELECT sum(rank) FROM (SELECT rank() OVER (PARTITION BY region ORDER BY name) AS rank FROM customer WHERE name LIKE '%a%');
UPDATE sale SET amount = amount + 1 WHERE product IN (SELECT id FROM product WHERE label LIKE '%7%-3');
DELETE FROM sale WHERE day % 11 = 4;
SELECT count(*), sum(amount), min(day), max(day) FROM sale;
SELECT length(group_concat(label, ';')), upper(substr(min(label), 1, 20)) FROM product WHERE price > 4000;
PRAGMA integrity_check;
