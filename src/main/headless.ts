import net from 'node:net';
import tls from 'node:tls';
import { hideSecretsOf } from './log/environment.ts';
import { createLog, toStderr } from './log/logger.ts';
import { createRedactor } from './log/redact.ts';
import { composeComputers } from './sample-computers.ts';
import { thisMachine } from './shell/data-dir.ts';
import { runHeadless } from './shell/headless/run.ts';
import { onThisNetwork } from './shell/network.ts';
import { placeOf } from './shell/place.ts';
import { onStopSignal } from './shell/stop-signal.ts';
import { systemClock } from './shell/system-clock.ts';
import { hearUncaught } from './shell/uncaught.ts';

const redactor = createRedactor();
hideSecretsOf(process.env, redactor);
const log = createLog({ redactor, to: toStderr() });
const place = placeOf(import.meta.url);

const asked = new Promise<string>((resolve) => {
  // stays registered: a process group often gets the signal twice, and the second must not interrupt the shutdown
  process.on('SIGTERM', resolve);
  process.on('SIGINT', resolve);
  onStopSignal(process, resolve);
});
// a parent script that disconnects without a message was killed, so this process ends too
if (process.connected) process.once('disconnect', () => process.exit(1));
hearUncaught({
  program: process,
  log,
  onBug: (error) => {
    log.error('Orderbell stops at a bug', { error });
    process.exit(1);
  },
});

process.exit(
  await runHeadless({
    args: process.argv.slice(2),
    machine: thisMachine(),
    place,
    clock: systemClock,
    log,
    onSecret: redactor.hide,
    composeDesk: onThisNetwork({ net, tls, trustWorker: place.trustWorker, composeDesk: composeComputers }),
    printReady: (line) => process.stdout.write(`${line}\n`),
    printNote: (line) => process.stderr.write(`${line}\n`),
    printProblem: (line) => process.stderr.write(`${line}\n`),
    asked,
  }),
);
