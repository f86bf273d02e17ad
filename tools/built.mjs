// For commands that run from dist/: builds where there are sources. In the container image there are none, and it is built.
import { compiled } from './workspace.mjs';

export async function ensureBuilt() {
  if (compiled().length === 0) return;
  const { build } = await import('./build.mjs');
  await build();
}
