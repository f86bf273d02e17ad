import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { petitionDefinition } from '@huiyin/workflow';
import { createMachine } from 'xstate';
import { documentsOf } from '../labs/chart/src/documents.ts';

const runner = fileURLToPath(new URL('../tools/run.mjs', import.meta.url));

describe('docs/stages.svg, docs/stages.md and docs/law.md', () => {
  it('show the chart as it is, and the chart is sound', async () => {
    const { code, said, report } = await check();
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(report).toMatch(/^dead ends +0;/m);
    expect(report).toMatch(/^ +0 that rest on nothing$/m);
    expect(report).toMatch(/^faults +0$/m);
  });

  it('are refused when they do not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-docs-'));
    const { code, said } = await check(folder);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toContain('stages.svg, stages.md, law.md no longer show the chart');
  });
});

async function check(...folder: string[]): Promise<{ code: number | null; said: string; report: string }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [runner, 'labs/chart', '--check', ...folder], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [report, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { said, report, code: await code };
}

/** A state of the chart as it was written, open to be spoilt. */
interface Written {
  meta?: object;
  on: Record<string, { target?: string; meta?: object }>;
  states: Record<string, Written>;
  initial?: string;
}

describe('the soundness report', () => {
  const chart = petitionDefinition();

  async function faultsOf(spoil: (stages: Record<string, Written>) => void) {
    const config = copy(chart.machine.config) as { states: { procedure: Written } };
    spoil(config.states.procedure.states);
    const machine = createMachine(config as object, chart.machine.implementations as object);
    return (await documentsOf({ ...chart, machine })).faults;
  }
  const stateOf = (stages: Record<string, Written>, ...path: string[]) =>
    path.reduce((at, key) => at.states[key] as Written, { states: stages } as Written);

  it('finds nothing in the chart as it stands', async () => {
    expect(await faultsOf(() => undefined)).toEqual([]);
  });

  it('names a step that rests on neither an article nor a mark', async () => {
    const faults = await faultsOf((stages) => {
      delete stateOf(stages, 'reply', 'approving').on['RETURN_OPINION']?.meta;
    });
    expect(faults).toContain('RETURN_OPINION in reply.approving has neither an article nor a mark');
  });

  it('names a state from which no end can be reached, whatever may happen in any stage', async () => {
    const faults = await faultsOf((stages) => {
      stateOf(stages, 'reply', 'serving').on = {};
    });
    expect(faults).toContain('from reply.serving.escalated3 no end can be reached');
  });

  it('names a state without a clock', async () => {
    const faults = await faultsOf((stages) => {
      const hearing = stateOf(stages, 'handling', 'hearing');
      delete hearing.initial;
      hearing.states = {};
    });
    expect(faults).toEqual([
      'handling.hearing is owed by no day: it has no clock',
      'handling.hearing does not wait for handling, where labs/chart/src/read/taking-turns.ts has rules',
    ]);
  });

  it('names a clock that nobody answers for', async () => {
    const faults = await faultsOf((stages) => {
      for (const rung of Object.values(stateOf(stages, 'reply', 'serving').states)) rung.meta = { slot: 'nobodys' };
    });
    expect(faults).toContain('reply.serving is owed by nobody: its clock has no duty holder');
  });

  it('names a state that has no name', async () => {
    const faults = await faultsOf((stages) => {
      const closed = stages['closed'] as Written;
      closed.states = { ...closed.states, shelved: stateOf(stages, 'closed', 'withdrawn') };
    });
    expect(faults).toContain('state closed.shelved has no name in labs/chart/src/words');
  });

  it('names an act of the contract that no state hears, and the longest way that is lost with it', async () => {
    const faults = await faultsOf((stages) => {
      for (const state of [stateOf(stages, 'followUp', 'remedy'), stateOf(stages, 'closed', 'concluded')])
        delete state.on['REQUEST_REVIEW'];
    });
    expect(faults).toContain('REQUEST_REVIEW is in the contract and heard in no state');
    expect(faults).toContain(
      "the longest way 'extension and 复查' goes from followUp.remedy.window to followUp.remedy.reviewing, where nothing leads",
    );
  });
});

/** Deep, but for functions: guards that are put together of others are functions. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}
