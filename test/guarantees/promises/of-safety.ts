import { isLong } from '../../support/form.ts';
import { atLeast, ms, none, tried } from './budgets.ts';
import type { Promised } from './promised.ts';

/** Nobody gets in, nothing leaks, and it keeps running. */
export const ofSafety = {
  21: {
    name: 'the program is hardened',
    method: 'the fuses of the packed app are read',
    tests: ['guarantees/durability/fuses.test.ts'],
    standIn: 'a folder that stands in for the distribution',
    unseen:
      'that ELECTRON_RUN_AS_NODE, --inspect and NODE_OPTIONS do nothing, for which the program itself is needed',
    control: 'would be seen',
    budgets: { 'fuses as listed': atLeast(8) },
  },
  22: {
    name: 'nobody leads the window away',
    method: 'hostile addresses by every way a page has',
    tests: ['guarantees/exploits/navigation.test.ts', 'unit/shell/electron/guards.test.ts'],
    control: 'would be seen to be led away',
    standIn: 'a double of Electron',
    budgets: {
      addresses: atLeast(40),
      tries: atLeast(320),
      gone: none(''),
      'opened by another scheme': none(''),
      'opened without consent': none(''),
    },
  },
  23: {
    name: 'the page is not trusted',
    method: 'every command takes nothing but its schema, from its own page alone',
    tests: [
      'guarantees/exploits/page.test.ts',
      'unit/ipc/dispatch.test.ts',
      'unit/shell/electron/guards.test.ts',
    ],
    control: 'would be seen',
    budgets: {
      'commands with a schema': { atLeast: 100, unit: '%' },
      'commands refused to a frame': { atLeast: 100, unit: '%' },
      'messages for each': tried(30, 150, 9_000),
      crashes: none(''),
      effects: none(''),
    },
  },
  24: {
    name: 'to look at a mail is private and does nothing',
    method: 'hostile mails in the window; a server counts what they fetch',
    tests: ['guarantees/exploits/mail-frame.test.ts', 'guarantees/exploits/mail-display.test.ts'],
    control: 'would be seen to leak',
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
    method: 'mail bombs, random changes and a fault of the engine, in a process beside the app',
    tests: [
      'guarantees/timing/mail-bombs.test.ts',
      'guarantees/exploits/mail-fuzz.test.ts',
      'unit/intake/mail/process-asker.test.ts',
    ],
    control: 'would be seen to end an app',
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
    method: 'mails with one trick each, beside genuine ones',
    tests: [
      'guarantees/exploits/forged-mails.test.ts',
      'guarantees/exploits/forged-orders.test.ts',
      'guarantees/exploits/unknown-senders.test.ts',
      'guarantees/exploits/mail-forged-sender.test.ts',
    ],
    control: 'would often be trusted by one who looks for the words alone',
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
    method: 'secrets that can be recognised are searched for after a whole run',
    tests: [
      'unit/log/redact.test.ts',
      'unit/shell/electron/keychain-secrets.test.ts',
      'guarantees/durability/canaries.test.ts',
    ],
    control: 'would be seen',
    budgets: { found: none(''), 'kept without a keychain': none('') },
  },
  28: {
    name: 'the page in a browser serves its user alone',
    method: 'hostile requests to its server, and through the tunnel',
    tests: [
      'guarantees/exploits/page-server.test.ts',
      'unit/shell/headless/',
      'guarantees/exploits/command-port.test.ts',
    ],
    control: 'would be seen to be reached',
    budgets: {
      'hostile requests': atLeast(20),
      'let in': none(''),
      'addresses it answers at beside 127.0.0.1': none(''),
      'probes through the tunnel': atLeast(50),
      'reached but the webhook': none(''),
    },
  },
  29: {
    name: 'nobody takes over a sign-in',
    method: 'callbacks that are wrong in one thing each',
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
    method:
      'hours of orders in minutes, at ten times the volume; what it would come to in weeks is told an hour',
    tests: ['guarantees/timing/soak.test.ts'],
    control: 'would be seen',
    unseen:
      'memory outside the engine by the hour, of which there is a limit alone; mails, which are read in a process of their own; known faults of packages, and how new Electron is, for which a registry is asked',
    budgets: {
      hours: tried(0.7, 1.5, 7.5, 'h'),
      // in two hours what is loaded once is not all there yet
      memory: { atMost: isLong ? 1 : 4, unit: 'MB/h' },
      // it fills caches of a fixed size for hours, and its line says nothing while it does
      'resident memory': { atMost: 600, unit: 'MB' },
      'open files more': { atMost: 3, unit: '' },
      log: { atMost: 64, unit: 'MB' },
      'loop late, p99': ms(isLong ? 50 : 500),
      unhandled: none(''),
    },
  },
} as const satisfies Readonly<Record<number, Promised>>;
