/**
 * Passes a stop on to a program. On Windows a signal would end it outright: there it is told over its channel, and one that has
 * none has heard the same Ctrl-C, being of the same console.
 */
export const forwardTo = (child, platform) => (signal) => {
  if (platform !== 'win32') child.kill(signal);
  else if (child.connected) child.send('stop', () => {}); // it may have ended meanwhile
};
