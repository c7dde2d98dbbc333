import type { Source } from '../../shared/ids.ts';
import { isOfMail, mailSource } from '../../shared/ids.ts';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { hueOfSource, nameOfSource } from '../../shared/source-look.ts';
import type { SourceView } from '../../shared/views.ts';
import type { Orders } from '../orders-port.ts';

/**
 * Every source of orders, with its name and fixed hue. A service becomes one with its first order, with or without a template.
 * @param seen the sources of the orders
 */
export function buildSources(
  recipes: readonly MailTemplate[],
  seen: readonly Source[],
): readonly SourceView[] {
  const ofMail = new Map<Source, SourceView>(
    seen
      .filter(isOfMail)
      .map((source) => [source, { source, name: nameOfSource(source), hue: hueOfSource(source) }]),
  );
  // several templates of one family are one source, named by the newest
  for (const { family, name, hue } of recipes) {
    const source = mailSource(family);
    ofMail.set(source, { source, name, hue });
  }
  return [
    { source: 'shopify', name: 'Shopify', hue: 160 },
    { source: 'manual', name: 'Manual', hue: 100 },
    ...[...ofMail.values()].toSorted((one, other) => (one.source < other.source ? -1 : 1)),
  ];
}

/** The current sources of a shop; an order or template may add one. */
export function createSources(
  book: { readonly all: () => readonly MailTemplate[] },
  orders: Pick<Orders, 'sources'>,
) {
  const sources = (): readonly SourceView[] => buildSources(book.all(), orders.sources());
  return {
    sources,
    sourceName: (source: Source): string =>
      sources().find((one) => one.source === source)?.name ?? nameOfSource(source),
    /** @returns to be called after each event: calls `onChange` if the sources have changed */
    onNewSource(onChange: () => void): () => void {
      let shown = JSON.stringify(sources());
      return () => {
        const now = JSON.stringify(sources());
        if (now === shown) return;
        shown = now;
        onChange();
      };
    },
  };
}
