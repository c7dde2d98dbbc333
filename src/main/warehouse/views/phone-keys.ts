/** A semicolon by its code: some SQL parsers end the statement at any semicolon. */
const dividers = String.raw`,\x3b/\n`;
/** Distinguishes the slash after an area code from one between phones, as `phonesIn` of `shared/phone.ts` does. */
const beforeWhole = `/((?:[^0-9${dividers}]*[0-9]){9})`;
const behindArea = `((?:^|[${dividers}])[^0-9${dividers}]*(?:[0-9][^0-9${dividers}]*){1,6})/((?:[^0-9${dividers}]*[0-9]){5})`;
/** Each replacement ends with a space, which is no digit of a phone: some SQL parsers miss a group at the very end. */
const divided = (field: string): string => String.raw`REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(
          IFNULL(${field}, ''), r'${beforeWhole}', r',\1 '), r'${behindArea}', r'\1 \2 '), r'[${dividers}]', ',')`;

/**
 * The phone numbers in a field, in their order, as an array: `phoneKeys` of `ledger/search-words.ts` in SQL. Keep both in sync.
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
