import { languageOfLocale } from '../../../src/shared/languages.ts';
import '../../../src/renderer/zod-without-eval.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '../../../src/renderer/ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { Root } from '../../../src/renderer/root.tsx';
import { browserClock } from '../../../src/renderer/state/clock.ts';
import { browserAddressBar } from '../../../src/renderer/state/route-store.ts';
import { createFakeBridge } from '../fake-bridge.ts';
import { pageClient } from '../page-client.ts';

/** The window with invented orders behind it: `?orders=5&language=uk&mode=shop`. */
const asked = new URLSearchParams(window.location.search);
const desk = createFakeBridge({
  orders: Number(asked.get('orders') ?? 60),
  now: browserClock.now,
  language: languageOfLocale(asked.get('language') ?? '') ?? 'en',
  mode: asked.get('mode') === 'shop' ? 'shop' : 'sample',
});
Object.assign(window, { desk });

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no element #root');
createRoot(place).render(
  <Root
    client={pageClient(desk.bridge)}
    clock={browserClock}
    bar={browserAddressBar(window)}
    storage={window.localStorage}
  />,
);
