import type { CustomerView } from '../../../shared/views.ts';
import { useNavigate } from '../../state/context.tsx';
import { hrefTo, pages } from '../../state/route.ts';
import type { Line } from './lines.ts';

/** What a line of the palette does. */
export function useRunLine(): (line: Line) => void {
  const navigate = useNavigate();
  return (line) => {
    switch (line.kind) {
      case 'command':
        line.command.run();
        return;
      case 'order':
        navigate(hrefTo('inbox', { path: ['all'], params: { order: line.order.id } }));
        // it is on screen once the page is
        requestAnimationFrame(() => document.getElementById('order-panel')?.focus());
        return;
      case 'customer':
        navigate(hrefOfCustomer(line.customer));
        return;
      case 'more':
        navigate(hrefTo('inbox', { path: ['all'], params: { q: line.text } }));
    }
  };
}

/** The customer's own page; their orders where this app has no such page. */
function hrefOfCustomer({ key, phone, email, name }: CustomerView): string {
  const page = pages.find((one): boolean => String(one) === 'customers');
  return page === undefined
    ? hrefTo('inbox', { path: ['all'], params: { q: phone ?? email ?? name } })
    : hrefTo(page, { path: [key] });
}
