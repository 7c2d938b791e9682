-- Perimeters are records like the others (services/adr/0009-records.md), so that a rule can be stated anew without losing
-- what it was. What stands is moved; the table is small, and nothing else reads it.
INSERT INTO records (position, kind, id, body, void_reason)
SELECT position, 'perimeter', id,
       JSON_OBJECT('display_name', display_name, 'include_prefixes', JSON_COMPACT(include_prefixes),
                   'exclude_prefixes', JSON_COMPACT(exclude_prefixes), 'kinds', JSON_COMPACT(kinds),
                   'include_villages', JSON_COMPACT(include_villages),
                   'exclude_villages', JSON_COMPACT(exclude_villages), 'basis', basis, 'data_origin', data_origin),
       ''
  FROM perimeters;

DROP TABLE perimeters;
