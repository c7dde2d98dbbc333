/** Translates a statement of BigQuery into SQLite's syntax, as far as text replacement can. */
export function inSqlite(
  statement: string,
  structs: { readonly [parameter: string]: readonly string[] },
): string {
  return withArrays(withoutQualify(asMerge(statement.trim().replace(/;$/, ''))))
    .replaceAll(/\bIN\s+UNNEST\s*\(\s*@(\w+)\s*\)/gi, 'IN (SELECT value FROM json_each(@$1))')
    .replaceAll(
      /\bUNNEST\s*\(\s*@(\w+)\s*\)(?:\s+(?:AS\s+)?(?!WHERE\b|ON\b|JOIN\b|LEFT\b|ORDER\b|GROUP\b|WITH\b)(\w+))?/gi,
      (_, parameter, alias) => unnested(parameter, alias, structs[parameter] ?? []),
    )
    .replaceAll(
      /\bUNNEST\s*\(\s*JSON_QUERY_ARRAY\s*\(([^()]*)\)\s*\)\s+AS\s+(\w+)\s+WITH\s+OFFSET\s+AS\s+(\w+)/gi,
      '(SELECT value AS $2, key AS $3 FROM json_each($1))',
    )
    .replaceAll(/\bARRAY\s*\(\s*SELECT\s+([\s\S]+?)\s+FROM\b/gi, '(SELECT json_group_array(json($1)) FROM')
    .replaceAll(/\bTO_JSON\s*\(/gi, 'json(')
    .replaceAll(/\bJSON\s+('[^']*')/gi, 'json($1)')
    .replaceAll(/\bCURRENT_TIMESTAMP\s*\(\s*\)/gi, 'BQ_NOW()')
    .replaceAll(/\bINTERVAL\s+(@?\w+)\s+(MILLISECOND|SECOND|MINUTE|HOUR|DAY)\b/gi, "$1, '$2'")
    .replaceAll(/,\s*(MILLISECOND|SECOND|MINUTE|HOUR|DAY)\s*\)/gi, ", '$1')")
    .replaceAll(/\bSAFE_CAST\b/gi, 'CAST')
    .replaceAll(/\bAS\s+(STRING|JSON|TIMESTAMP)\s*\)/gi, 'AS TEXT)')
    .replaceAll(/\bCOUNTIF\s*\(/gi, 'TOTAL(')
    .replace(/^INSERT\s+(?!INTO\b)/i, 'INSERT INTO ');
}

/** Arrays that are aggregated in a column and unnested: in SQLite they are JSON lists. */
function withArrays(statement: string): string {
  const lists = statement
    .replaceAll(
      /\bARRAY_AGG\s*\(\s*STRUCT\s*\((.+?) AS (\w+), (.+?) AS (\w+)\)\s*\)/gi,
      "json_group_array(json_object('$2', $1, '$4', $3))",
    )
    .replaceAll(
      /\bARRAY_AGG\s*\((.+?)\s+IGNORE\s+NULLS\s*\)/gi,
      'json_group_array($1) FILTER (WHERE $1 IS NOT NULL)',
    )
    .replaceAll(/\bIN\s+UNNEST\s*\(\s*(\w+)\s*\)/gi, 'IN (SELECT value FROM json_each($1))');
  const structs = [...lists.matchAll(/\bUNNEST\s*\(\s*(\w+)\s*\)\s+AS\s+(\w+)/gi)];
  return structs.reduce(
    (text, [whole, column, alias]) =>
      text
        .replace(whole, `json_each(${column}) AS ${alias}`)
        .replaceAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'), `json_extract(${alias}.value, '$.$1')`),
    lists,
  );
}

function unnested(parameter: string, alias: string | undefined, fields: readonly string[]): string {
  if (fields.length === 0) return `(SELECT value AS ${alias ?? 'value'} FROM json_each(@${parameter}))`;
  const columns = fields.map((name) => `json_extract(value, '$.${name}') AS ${name}`);
  return `(SELECT ${columns.join(', ')} FROM json_each(@${parameter}))${alias === undefined ? '' : ` AS ${alias}`}`;
}

const qualified =
  /^\s*SELECT\s+([\s\S]*?)\sFROM\s([\s\S]*?)\s+QUALIFY\s+([\s\S]*\))\s*=\s*1\s*((?:ORDER BY|LIMIT)\s[\s\S]*)?$/i;

/** Translates `QUALIFY ROW_NUMBER() OVER (…) = 1` into an outer query. */
function withoutQualify(statement: string): string {
  return statement.replace(
    qualified,
    (_, columns, from, window, rest = '') =>
      `SELECT * FROM (SELECT ${columns}, (${window}) AS row_chosen FROM ${from}) WHERE row_chosen = 1 ${rest}`,
  );
}

const merge =
  /^MERGE\s+(?:INTO\s+)?(`[^`]+`)(?:\s+(?:AS\s+)?(?!USING\b)(\w+))?\s+USING\s+([\s\S]+?)\s+ON\s+([\s\S]+?)\s+WHEN\s+NOT\s+MATCHED\s+THEN\s+INSERT\s*(\([^)]*\))\s*VALUES\s*\(([\s\S]*)\)\s*$/i;

/** A MERGE that only inserts missing rows. */
function asMerge(statement: string): string {
  return statement.replace(
    merge,
    (_, table, alias, source, on, columns, values) =>
      `INSERT INTO ${table} ${columns} SELECT ${values} FROM ${source} WHERE NOT EXISTS (SELECT 1 FROM ${table}${alias === undefined ? '' : ` AS ${alias}`} WHERE ${on})`,
  );
}
