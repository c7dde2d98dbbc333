import type { CustomerView } from '../../../shared/views.ts';
import { useNavigate } from '../../state/context.tsx';
import { hrefToCustomers } from '../../state/customer-place.ts';
import { hrefTo } from '../../state/route.ts';
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

/** The customers' page, searched for what tells them best: no order of theirs is known here to open them by. */
const hrefOfCustomer = ({ phone, email, name }: CustomerView): string =>
  hrefToCustomers({ view: 'all', text: phone ?? email ?? name, sort: 'last', customer: null });
