type Parent = {
  say(message: unknown): void;
  /** Receives all messages of the app from now on. */
  hear(heard: (message: unknown) => void): void;
};

/** The channel between a side process and the app. Call once, in a process that a shell has started: it ends with the app. */
export function talkToApp(): Parent {
  // Electron's own port, known by its type alone, or Node's: https://www.electronjs.org/docs/latest/api/parent-port
  const electron = process.parentPort as Electron.ParentPort | undefined;
  if (electron) {
    return {
      say: (message) => electron.postMessage(message),
      hear: (heard) => void electron.on('message', ({ data }: { readonly data: unknown }) => heard(data)),
    };
  }
  // a process group gets the signal at once, but the app ends this process itself because it waits for its response
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  // the app has ended or crashed
  process.on('disconnect', () => process.exit());
  return {
    say: (message) => void process.send?.(message),
    hear: (heard) => void process.on('message', heard),
  };
}
