/** A semicolon by its code: to some readers of SQL it ends the statement wherever it stands. */
const dividers = String.raw`,\x3b/\n`;
/** As `phonesIn` of `shared/phone.ts` tells the slash behind an area code from one between phones. */
const beforeWhole = `/((?:[^0-9${dividers}]*[0-9]){9})`;
const behindArea = `((?:^|[${dividers}])[^0-9${dividers}]*(?:[0-9][^0-9${dividers}]*){1,6})/((?:[^0-9${dividers}]*[0-9]){5})`;
/** A space ends each replacement: it is none of a phone's digits, and not every reader of SQL sees a group at the very end. */
const divided = (field: string): string => String.raw`REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(
          IFNULL(${field}, ''), r'${beforeWhole}', r',\1 '), r'${behindArea}', r'\1 \2 '), r'[${dividers}]', ',')`;

/**
 * The numbers of the phones in a field, in their order, as an array: `phoneKeys` of `ledger/search-words.ts` in SQL. What is
 * changed here is changed there.
 */
export const phoneKeys = (field: string): string => `ARRAY(
      SELECT digits
      FROM (
        SELECT nth, SUBSTR(REGEXP_REPLACE(REGEXP_REPLACE(part, r'[^0-9]', ''), r'^00', ''), 1, 20) AS digits
        FROM UNNEST(SPLIT(${divided(field)}, ',')) AS part WITH OFFSET AS nth
      )
      WHERE LENGTH(digits) >= 7
      ORDER BY nth
    )`;
