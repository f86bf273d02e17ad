// For commands that run from dist/: builds where there are sources; in the container image there are none, and it is built.
import { access } from 'node:fs/promises';

export async function ensureBuilt() {
  const hasSources = await access(new URL('../libs/domain/src', import.meta.url)).then(
    () => true,
    () => false,
  );
  if (!hasSources) return;
  const { build } = await import('./build.mjs');
  await build();
}
