import type { Bridge } from '../../../shared/contract.ts';
import type { Client } from './client.ts';
import { createClient } from './client.ts';
import { createHttpBridge } from './http-bridge.ts';
import { pageKey, takePageKey } from './page-key.ts';

declare global {
  interface Window {
    /** Set by the preload script; absent when the page is served on loopback. */
    readonly orderbell?: Bridge;
  }
}

export function findClient(): Client {
  if (window.orderbell) {
    return createClient(window.orderbell, { soundWithoutGesture: true, printsByItself: true });
  }
  takePageKey(window);
  const bridge = createHttpBridge(pageKey(window) ?? '');
  return createClient(bridge, { soundWithoutGesture: false, printsByItself: false });
}
