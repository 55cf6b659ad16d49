-- SQLite builds a table of the words of each `x IN ('a', 'b', 'c')` anew for
-- every row that it checks: five for a fact, half of what storing it cost. The
-- same promises as comparisons cost next to nothing. Nothing that is stored
-- changes, so the text of the checks is put right where it stands, as SQLite's
-- own pages on ALTER TABLE (section 7) describe for a check.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(sql,
    'kind IN (''level'', ''change'', ''ratio'', ''rank'')',
    'kind = ''level'' OR kind = ''change'' OR kind = ''ratio'' OR kind = ''rank'''),
    'unit_kind IN (''currency'', ''percent'', ''points'', ''count'', ''physical'', ''duration'', ''multiple'', ''rank'', ''rate'')',
    'unit_kind = ''currency'' OR unit_kind = ''percent'' OR unit_kind = ''points'' OR unit_kind = ''count'' OR unit_kind = ''physical'' OR unit_kind = ''duration'' OR unit_kind = ''multiple'' OR unit_kind = ''rank'' OR unit_kind = ''rate'''),
    'comparator IN (''eq'', ''about'', ''nearly'', ''over'', ''under'', ''at_least'', ''at_most'', ''order'')',
    'comparator = ''eq'' OR comparator = ''about'' OR comparator = ''nearly'' OR comparator = ''over'' OR comparator = ''under'' OR comparator = ''at_least'' OR comparator = ''at_most'' OR comparator = ''order'''),
    'basis IN (''yoy'', ''prev_period'', ''since'', ''target'')',
    'basis = ''yoy'' OR basis = ''prev_period'' OR basis = ''since'' OR basis = ''target'''),
    'status IN (''reported'', ''estimate'', ''forecast'', ''target'')',
    'status = ''reported'' OR status = ''estimate'' OR status = ''forecast'' OR status = ''target''')
WHERE type = 'table' AND name = 'fact';
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'kind IN ('''', ''article'', ''feed'', ''sitemap'', ''list'', ''document'')',
    'kind = '''' OR kind = ''article'' OR kind = ''feed'' OR kind = ''sitemap'' OR kind = ''list'' OR kind = ''document'''),
    'state IN (''due'', ''done'', ''failed'', ''refused'', ''gone'')',
    'state = ''due'' OR state = ''done'' OR state = ''failed'' OR state = ''refused'' OR state = ''gone''')
WHERE type = 'table' AND name = 'work';
PRAGMA writable_schema = RESET;
