// Loaded ahead of the api and the worker (node --import). If `npm start` is killed outright, nobody is left to stop
// them: the channel to it closes, and they stop themselves as if they had been told to.
const patience = 15_000; // a service promises to stop within 10 s

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), patience).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
