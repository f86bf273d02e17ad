import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const tool = fileURLToPath(new URL('../tools/chart.mjs', import.meta.url));

describe('docs/stages.svg and docs/stages.md', () => {
  it('show the chart as it is', async () => {
    expect(await check()).toEqual({ code: 0, said: '' });
  });

  it('are refused when they do not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-docs-'));
    const { code, said } = await check(folder);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toContain('stages.svg and stages.md no longer show the chart');
  });
});

async function check(...folder: string[]): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [tool, '--check', ...folder], { env, stdio: ['ignore', 'inherit', 'pipe'] });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said: await text(child.stderr), code: await code };
}
