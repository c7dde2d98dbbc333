import './zod-without-eval.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/tokens.css';
import { createRoot } from 'react-dom/client';
import { parsePrintHash } from '../shared/ticket/print-place.ts';
import { Root } from './app/root.tsx';
import { PrintRoot } from './features/print/print-root.tsx';
import { findClient } from './lib/client/find-client.ts';
import { browserClock } from './lib/clock.ts';
import { browserAddressBar } from './state/routes/route-store.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no element #root');

const printed = parsePrintHash(window.location.hash);
createRoot(place).render(
  printed ? (
    <PrintRoot client={findClient()} place={printed} />
  ) : (
    <Root
      client={findClient()}
      clock={browserClock}
      bar={browserAddressBar(window)}
      storage={window.localStorage}
    />
  ),
);
