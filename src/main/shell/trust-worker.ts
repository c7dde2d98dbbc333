import { getCACertificates } from 'node:tls';
import { parentPort } from 'node:worker_threads';

// Apart from the app, which would stand still meanwhile: macOS examines each certificate of a keychain, for seconds or longer.
parentPort?.postMessage(getCACertificates('system'));
