// Runs beside the built desktop bundle: gives it the double for `electron`, then asks it what a window would.
import { giveDouble } from './give-double.ts';

const double = giveDouble();

/** Waits until the window is there, or the app has given up. */
async function started(): Promise<void> {
  while (double.window === null && double.happened.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function drive(): Promise<void> {
  await started();
  const page = await double.fetch('app://orderbell/');
  const html = (await page?.text()) ?? '';
  const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '/none';
  const state = double.window && (await double.call('app.state'));
  const report = {
    errors: double.happened.errors,
    page: page?.status,
    script: (await double.fetch(`app://orderbell${script}`))?.status,
    state,
  };
  double.electron.app.once('exited', (code: number) => {
    process.stdout.write(`${JSON.stringify({ ...report, exitCode: code })}\n`, () => process.exit(0));
  });
  if (double.happened.exitCode === null) double.electron.app.quit();
  else double.electron.app.emit('exited', double.happened.exitCode);
}

drive().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
