import { compiled } from './workspace.mjs';

/**
 * Builds what has changed, for programs that run from dist/. In the container image there are no sources, and what was
 * built from them is there.
 */
export async function ensureBuilt() {
  if (compiled().length === 0) return;
  const { build } = await import('./build.mjs');
  await build();
}
