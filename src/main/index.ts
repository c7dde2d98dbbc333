import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import {
  app,
  autoUpdater,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import { composeDesk } from './app.ts';
import { hideSecretsOf } from './log/environment.ts';
import { createLog } from './log/logger.ts';
import { createRedactor } from './log/redact.ts';
import { toRotatingFile } from './log/rotating-file.ts';
import { thisMachine } from './shell/data-dir.ts';
import { createBugBox } from './shell/electron/bug-box.ts';
import { runElectron } from './shell/electron/run.ts';
import { onThisNetwork } from './shell/network.ts';
import { placeOf } from './shell/place.ts';
import { startProgram } from './shell/start-program.ts';
import { onStopSignal } from './shell/stop-signal.ts';
import { systemClock } from './shell/system-clock.ts';
import { hearUncaught } from './shell/uncaught.ts';

const redactor = createRedactor();
hideSecretsOf(process.env, redactor);
const place = placeOf(import.meta.url);
onStopSignal(process, () => app.quit());

// not awaited: Electron becomes ready only after this module has run
void runElectron({
  electron: {
    app,
    autoUpdater,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    Notification,
    nativeImage,
    powerMonitor,
    protocol,
    safeStorage,
    screen,
    session,
    shell,
    Tray,
    utilityProcess,
  },
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  machine: thisMachine(),
  place,
  clock: systemClock,
  openLog: (dataDir) => {
    const to = toRotatingFile({ file: join(dataDir, 'logs', 'orderbell.log') });
    const log = createLog({ redactor, to });
    // without a handler, Electron shows a modal error box that blocks the app
    hearUncaught({ program: process, log, onBug: createBugBox({ app, dialog }, log) });
    return log;
  },
  loadUpdater: async () => (await import('electron-updater')).autoUpdater,
  startProgram,
  resources: process.resourcesPath,
  onSecret: redactor.hide,
  composeDesk: onThisNetwork({ net, tls, trustWorker: place.trustWorker, composeDesk }),
});
