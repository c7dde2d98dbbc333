type Parent = {
  say(message: unknown): void;
  /** Hears all that the app says from now on. */
  hear(heard: (message: unknown) => void): void;
};

/** What a process beside the app talks with it by. Call once, in a process that a shell has started: it ends with the app. */
export function talkToApp(): Parent {
  // Electron's own port, known by its type alone, or Node's: https://www.electronjs.org/docs/latest/api/parent-port
  const electron = process.parentPort as Electron.ParentPort | undefined;
  if (electron) {
    return {
      say: (message) => electron.postMessage(message),
      hear: (heard) => void electron.on('message', ({ data }: { readonly data: unknown }) => heard(data)),
    };
  }
  // a group of processes is told at once to stop: this one is ended by the app, which waits for what it says
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  // the app is gone, however it went
  process.on('disconnect', () => process.exit());
  return {
    say: (message) => void process.send?.(message),
    hear: (heard) => void process.on('message', heard),
  };
}
