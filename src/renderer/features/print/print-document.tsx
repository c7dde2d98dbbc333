import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Paper } from '../../../shared/ticket/paper.ts';
import type { TicketFormat } from '../../../shared/ticket/printing.ts';
import type { TicketSheet } from '../../../shared/ticket/sheet.ts';
import styles from '../../components/ticket/ticket.module.css';
import { Ticket } from '../../components/ticket/ticket.tsx';
import { pageName, pageRules, paperOf } from './page-rules.ts';

type Props = {
  readonly sheets: readonly TicketSheet[];
  readonly format: TicketFormat;
  /** The paper of each ticket. */
  readonly papers?: number;
  /** Called with the largest paper when all tickets are measured. */
  readonly onReady: (paper: Paper) => void;
};

/** Tickets as one document: each on its own page, as long as the ticket. */
export function PrintDocument({ sheets, format, papers = 1, onReady }: Props) {
  const document_ = useRef<HTMLDivElement>(null);
  const ready = useRef(onReady);
  const printed = useMemo(
    () => sheets.flatMap((sheet) => Array.from({ length: papers }, () => sheet)),
    [sheets, papers],
  );

  useLayoutEffect(() => {
    ready.current = onReady;
  });
  useLayoutEffect(() => {
    const tickets = [...(document_.current?.querySelectorAll('article') ?? [])].map((ticket, index) => ({
      paper: paperOf(format, ticket.getBoundingClientRect().height),
      name: printed[index]?.number ?? '',
    }));
    const rules = new CSSStyleSheet();
    rules.replaceSync(pageRules(format, tickets));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    const heights = tickets.map(({ paper }) => paper);
    const [first = paperOf(format, 0), ...others] = heights;
    ready.current(others.reduce((most, paper) => (paper.height > most.height ? paper : most), first));
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
    };
  }, [printed, format]);

  return (
    <div ref={document_} className={styles.document}>
      {printed.map((sheet, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same ticket may be printed twice, and none moves
        <div key={index} className={styles.sheet} style={{ page: pageName(index) }}>
          <Ticket sheet={sheet} format={format} />
        </div>
      ))}
    </div>
  );
}
