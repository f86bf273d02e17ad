const WIDTH = 30;

/** Draws how far a command is, on a terminal alone; without a progress, wipes it away. */
export function progressLine(progress) {
  if (!process.stdout.isTTY) return;
  process.stdout.write(`\r\x1b[K${progress ? drawn(progress) : ''}`);
}

function drawn({ done, total }) {
  const filled = total === 0 ? WIDTH : Math.min(WIDTH, Math.round((done / total) * WIDTH));
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} `;
}
