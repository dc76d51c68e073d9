/** `npm start`: everything Kinship needs on one machine, until Ctrl-C. See docs/operations.md. */
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(`Kinship needs Node 20 or newer to start; this is ${process.versions.node}. Install a newer one from https://nodejs.org\n`);
  process.exit(1);
}
// Loaded only now: older versions of Node cannot even read these.
const { start } = await import('./lib/start.mjs');
await start();
