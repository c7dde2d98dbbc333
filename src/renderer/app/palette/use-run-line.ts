import type { CustomerView } from '../../../shared/views.ts';
import { useNavigate } from '../../state/context.tsx';
import { hrefToCustomers } from '../../state/routes/customer-place.ts';
import { hrefTo } from '../../state/routes/route.ts';
import type { Line } from './lines.ts';

/** Runs a line of the palette. */
export function useRunLine(): (line: Line) => void {
  const navigate = useNavigate();
  return (line) => {
    switch (line.kind) {
      case 'command':
        line.command.run();
        return;
      case 'order':
        navigate(hrefTo('inbox', { path: ['all'], params: { order: line.order.id } }));
        // it can get the focus only when the page is on screen
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

/** The customers' page with a search for the customer, because no order is known here to open them by. */
const hrefOfCustomer = ({ phone, email, name }: CustomerView): string =>
  hrefToCustomers({ view: 'all', text: phone ?? email ?? name, sort: 'last', customer: null });
