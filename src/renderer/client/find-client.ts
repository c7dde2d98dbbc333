import type { Bridge } from '../../shared/contract.ts';
import type { Client } from './client.ts';
import { createClient } from './client.ts';
import { createHttpBridge } from './http-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent when the page is served on loopback. */
    readonly orderbell?: Bridge;
  }
}

export const findClient = (): Client =>
  window.orderbell
    ? createClient(window.orderbell, { soundWithoutGesture: true, printsByItself: true })
    : createClient(createHttpBridge(), { soundWithoutGesture: false, printsByItself: false });
