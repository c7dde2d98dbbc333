import { isLong } from '../../support/form.ts';
import { atLeast, ms, none, tried } from './budgets.ts';
import type { Promised } from './promised.ts';

/** Intruders stay out, secrets stay in, and the app keeps running. */
export const ofSafety = {
  21: {
    name: 'the program is hardened',
    method: 'the fuses of the packed app are read',
    tests: ['guarantees/durability/fuses.test.ts'],
    standIn: 'a folder in place of the distribution',
    unseen:
      'that ELECTRON_RUN_AS_NODE, --inspect and NODE_OPTIONS have no effect, which needs the program itself',
    control: 'detects',
    budgets: { 'fuses as listed': atLeast(8) },
  },
  22: {
    name: 'the window never navigates away',
    method: 'hostile addresses through every kind of navigation',
    tests: ['guarantees/exploits/navigation.test.ts', 'unit/shell/electron/guards.test.ts'],
    control: 'detects a shell',
    standIn: 'a double of Electron',
    budgets: {
      addresses: atLeast(40),
      tries: atLeast(320),
      'navigated away': none(''),
      'opened by another scheme': none(''),
      'opened without consent': none(''),
    },
  },
  23: {
    name: 'the page is not trusted',
    method: 'every command accepts only its schema, and only from its own page',
    tests: [
      'guarantees/exploits/page.test.ts',
      'unit/ipc/dispatch.test.ts',
      'unit/shell/electron/guards.test.ts',
    ],
    control: 'detects',
    budgets: {
      'commands with a schema': { atLeast: 100, unit: '%' },
      'commands refused to a frame': { atLeast: 100, unit: '%' },
      'messages for each': tried(30, 150, 9_000),
      crashes: none(''),
      effects: none(''),
    },
  },
  24: {
    name: 'opening a mail leaks nothing and runs nothing',
    method: 'hostile mails in the window; a server counts their requests',
    tests: ['guarantees/exploits/mail-frame.test.ts', 'guarantees/exploits/mail-display.test.ts'],
    control: 'detects leaks',
    budgets: {
      ways: atLeast(60),
      requests: none(''),
      scripts: none(''),
      navigations: none(''),
      'leaks without them': atLeast(20),
    },
  },
  25: {
    name: 'a hostile mail cannot stop the app',
    method: 'mail bombs, random changes and an engine fault, in a separate process',
    tests: [
      'guarantees/timing/mail-bombs.test.ts',
      'guarantees/exploits/mail-fuzz.test.ts',
      'unit/intake/mail/process-asker.test.ts',
    ],
    control: 'detects the end of an app',
    budgets: {
      bombs: tried(15, 150, 150),
      'read or refused within': ms(2_000),
      'longest head': ms(1_000),
      'app late, p95': ms(50),
      'memory of the reader': { atMost: 256, unit: 'MB' },
      'memory of its process': { atMost: 768, unit: 'MB' },
      exits: none(''),
      'changed mails for each parser': tried(60, 300, 5_000),
    },
  },
  26: {
    name: 'a forged order is never trusted',
    method: 'mails with one forgery each, beside genuine ones',
    tests: [
      'guarantees/exploits/forged-mails.test.ts',
      'guarantees/exploits/forged-orders.test.ts',
      'guarantees/exploits/unknown-senders.test.ts',
      'guarantees/exploits/mail-forged-sender.test.ts',
    ],
    control: 'by a check of the words alone',
    budgets: {
      'forged mails': atLeast(60),
      'forged and trusted': none(''),
      'shown in quarantine': atLeast(60),
      'orders of a mail sent again': none(''),
      'genuine and trusted': { atLeast: 99, unit: '%' },
    },
  },
  27: {
    name: 'secrets stay secret',
    method: 'recognisable secrets are searched for after a whole run',
    tests: [
      'unit/log/redact.test.ts',
      'unit/shell/electron/keychain-secrets.test.ts',
      'guarantees/durability/canaries.test.ts',
    ],
    control: 'detects a secret',
    budgets: { found: none(''), 'kept without a keychain': none('') },
  },
  28: {
    name: 'the page in a browser serves only its user',
    method: 'hostile requests to its server, and through the tunnel',
    tests: [
      'guarantees/exploits/page-server.test.ts',
      'unit/shell/headless/',
      'guarantees/exploits/command-port.test.ts',
    ],
    control: 'detects access',
    budgets: {
      'hostile requests': atLeast(20),
      'let in': none(''),
      'addresses it answers at beside 127.0.0.1': none(''),
      'probes through the tunnel': atLeast(50),
      'reached besides the webhook': none(''),
    },
  },
  29: {
    name: 'a sign-in cannot be taken over',
    method: 'callbacks with one fault each',
    tests: ['unit/intake/gmail/oauth.test.ts'],
    control: 'would be seen to be exchanged',
    budgets: {
      'bad callbacks': atLeast(12),
      exchanged: none(''),
      'listener gone after': { atMost: 5, unit: 'min' },
    },
  },
  30: {
    name: 'it runs for weeks',
    method: 'hours of orders in minutes, at ten times the volume; growth is measured per hour',
    tests: ['guarantees/timing/soak.test.ts'],
    control: 'detects growth',
    unseen:
      'hourly growth of memory outside the engine, which has only a limit; mails, which are read in a separate process; known faults of packages and the age of Electron, which need a registry',
    budgets: {
      hours: tried(0.7, 1.5, 7.5, 'h'),
      // a short run still loads modules once
      memory: { atMost: isLong ? 1 : 4, unit: 'MB/h' },
      // caches of fixed size fill for hours, so a slope would mislead
      'resident memory': { atMost: 600, unit: 'MB' },
      'open file growth': { atMost: 3, unit: '' },
      log: { atMost: 64, unit: 'MB' },
      'loop late, p99': ms(isLong ? 50 : 500),
      unhandled: none(''),
    },
  },
} as const satisfies Readonly<Record<number, Promised>>;
