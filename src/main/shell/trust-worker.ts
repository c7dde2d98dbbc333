import { getCACertificates } from 'node:tls';
import { parentPort } from 'node:worker_threads';

// A worker, because macOS examines each certificate of a keychain, for seconds or longer, and the app would block meanwhile.
parentPort?.postMessage(getCACertificates('system'));
