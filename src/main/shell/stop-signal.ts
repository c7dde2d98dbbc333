/** Hears of a stop over the channel of whoever started this program: on Windows a signal would end it outright. */
export function onStopSignal(
  program: Pick<NodeJS.EventEmitter, 'on'>,
  stop: (because: string) => void,
): void {
  program.on('message', (message: unknown) => {
    if (message === 'stop') stop('whoever started it says so');
  });
}
