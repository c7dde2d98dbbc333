/** Calls back on a stop message from the parent process: on Windows a signal would end this program at once. */
export function onStopSignal(
  program: Pick<NodeJS.EventEmitter, 'on'>,
  stop: (because: string) => void,
): void {
  program.on('message', (message: unknown) => {
    if (message === 'stop') stop('whoever started it says so');
  });
}
