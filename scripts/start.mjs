import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ensureBuild } from './build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { forwardTo } from './lib/forward-to.mjs';
import { fail, inRoot, projectNode, say } from './lib/place.mjs';
import { withSecondComputer } from './lib/second-computer.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

const given = process.argv.slice(2);
const passedOn = ['SIGTERM', 'SIGINT', 'SIGHUP'];

try {
  await ensureSetup();
  const [schema] = await Promise.allSettled([ensureShopifySchema(), ensureBuild().catch(fail)]);
  if (schema.status === 'rejected') say(schema.reason.message);
  process.exit(await start(await withSecondComputer(given)));
} catch (error) {
  fail(error);
}

async function start(args) {
  if (!args.includes('--headless')) {
    const electron = await ensureElectron();
    if ('binary' in electron) {
      const { code, brief } = await keepRunning(electron.binary, [inRoot(), ...args]);
      if (code === 0 || !brief) return code;
      electron.reason = 'Electron does not start on this machine';
    }
    say(`${electron.reason}: starting the headless shell. Open the address below in a browser.`);
  }
  return (
    await keepRunning(projectNode(), [
      '--disable-warning=ExperimentalWarning',
      inRoot('out', 'main', 'headless.js'),
      ...args,
    ])
  ).code;
}

/** Runs the app until it ends; what we are told, it is told. */
function keepRunning(command, commandArgs) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    let isStopping = false;
    // over the channel the app is told to stop on Windows, and sees it close when this script is killed
    const child = spawn(command, commandArgs, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // paths on the command line are meant from where the person stands
      cwd: process.env.INIT_CWD ?? process.cwd(),
    });
    const tell = forwardTo(child, process.platform);
    const forward = (signal) => {
      isStopping = true;
      tell(signal);
    };
    for (const signal of passedOn) process.on(signal, forward);
    const watch = watchStarters(() => forward('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const passed of passedOn) process.off(passed, forward);
      resolve({ code: code ?? (signal ? 1 : 0), brief: !isStopping && Date.now() - startedAt < 5_000 });
    });
  });
}

/** npm starts us through a shell that passes no signal on: when either is gone, nobody is left to stop the app. */
function watchStarters(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const starters = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const first = starters();
  const watch = setInterval(() => {
    if (starters() === first) return;
    clearInterval(watch);
    onGone();
  }, 100);
  return watch;
}

function parentOf(pid) {
  try {
    // pid (name) state parent …; the name may hold anything
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1];
  } catch {
    return 'not known here'; // no /proc, as on macOS and Windows
  }
}
