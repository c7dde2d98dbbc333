import { escapeHtml } from '../escape-html.ts';
import type { Answer } from '../http.ts';
import { page, textOf } from '../http.ts';
import type { StoredTable } from './tables.ts';

/** A page of the tables for people: row counts and the newest rows. */
export function overview(tables: readonly StoredTable[]): Answer {
  const parts = tables.map(({ reference, rows, isView, resource }) => {
    const name = `<h2>${escapeHtml(`${reference.datasetId}.${reference.tableId}`)}</h2>`;
    const told = `<p>${escapeHtml(textOf(resource.description) ?? '')}</p>`;
    if (isView) return `${name}${told}<p><small>A view. The sample shop has no SQL to run it.</small></p>`;
    const newest = rows
      .slice(-20)
      .toReversed()
      .map((row) => `<tr><td><small>${escapeHtml(JSON.stringify(row).slice(0, 300))}</small></td></tr>`);
    return `${name}${told}<p>${rows.length} rows</p><table>${newest.join('')}</table>`;
  });
  return page(200, 'BigQuery of the sample shop', parts.join('') || '<p>No tables yet.</p>');
}
