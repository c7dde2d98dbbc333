import { useMemo } from 'react';
import type { TicketFormat } from '../../../shared/ticket/printing.ts';
import type { Said, TicketLine, TicketSheet } from '../../../shared/ticket/sheet.ts';
import { qrPath } from '../../lib/browser/qr-path.ts';
import styles from './ticket.module.css';

type Props = { readonly sheet: TicketSheet; readonly format: TicketFormat };

/** One ticket. A roll and a sheet have the same content in the same order; the style makes a column or a page of it. */
export const Ticket = ({ sheet, format }: Props) => (
  <article className={styles.ticket} data-format={format} lang={sheet.language} aria-label={sheet.number}>
    <header className={styles.head}>
      <div className={styles.names}>
        <p className={styles.shop}>{sheet.shop}</p>
        <h1 className={styles.number}>{sheet.number}</h1>
        <p className={styles.source}>{sheet.source}</p>
      </div>
      {sheet.code !== '' && <Code text={sheet.code} />}
    </header>
    {sheet.marks.map((mark) => (
      <p key={mark} className={styles.mark}>
        {mark}
      </p>
    ))}
    {sheet.wanted && (
      <section className={styles.wanted}>
        <p className={styles.label}>{sheet.wanted.label}</p>
        <p className={styles.big}>{sheet.wanted.text}</p>
      </section>
    )}
    {sheet.who.length > 0 && <SaidList said={sheet.who} className={styles.who} />}
    <Lines sheet={sheet} />
    <p className={styles.payment}>
      {sheet.payment.text}
      {sheet.payment.how !== '' && <span className={styles.how}>{sheet.payment.how}</span>}
    </p>
    {sheet.notes.length > 0 && <SaidList said={sheet.notes} className={styles.notes} />}
    <footer className={styles.foot}>
      {sheet.foot.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </footer>
  </article>
);

function SaidList({ said, className }: { said: readonly Said[]; className: string | undefined }) {
  return (
    <dl className={className}>
      {said.map(({ label, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two notes may be equal, and none moves
        <div key={index} className={styles.said}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.text}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ sheet }: { readonly sheet: TicketSheet }) {
  const { heads, items, noItems, sums, total, refunded, differs } = sheet;
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{heads.quantity}</th>
          <th scope="col" className={styles.item}>
            {heads.item}
          </th>
          <th scope="col" className={styles.amount}>
            {heads.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {noItems !== null && (
          <tr>
            <td colSpan={3}>{noItems}</td>
          </tr>
        )}
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an order may be equal, and lines never move
          <Line key={index} item={item} />
        ))}
      </tbody>
      <tbody className={styles.sums}>
        {sums.map((said) => (
          <Sum key={said.label} said={said} />
        ))}
        {total && <Sum said={total} className={styles.total} />}
        {refunded && <Sum said={refunded} />}
        {differs !== null && (
          <tr>
            <td colSpan={3} className={styles.differs}>
              {differs}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const Sum = ({ said, className }: { readonly said: Said; readonly className?: string | undefined }) => (
  <tr className={className}>
    <th scope="row" colSpan={2}>
      {said.label}
    </th>
    <td className={styles.amount}>{said.text}</td>
  </tr>
);

const Line = ({ item }: { readonly item: TicketLine }) => (
  <tr className={styles.line}>
    <td className={styles.quantity} data-many={item.quantity > 1}>
      {item.quantity} ×
    </td>
    <td className={styles.title}>
      {item.gone ? <del>{item.title}</del> : item.title}
      {item.facts !== '' && <span className={styles.facts}>{item.facts}</span>}
    </td>
    <td className={styles.amount}>{item.amount}</td>
  </tr>
);

function Code({ text }: { readonly text: string }) {
  const { d, width } = useMemo(() => qrPath(text), [text]);
  return (
    <svg className={styles.code} viewBox={`0 0 ${width} ${width}`} aria-hidden="true">
      <path d={d} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
