import { Help, Misuse } from '@huiyin/tools/fault';
import { readOptions } from './options.ts';
import { LONG, QUICK } from './sizes.ts';

it('measures everything at length unless it is told otherwise', () => {
  expect(readOptions([])).toEqual({ parts: ['steps', 'storm', 'growth', 'calendar'], sizes: LONG });
});

it('takes one part, quickly, with another number of cases', () => {
  const { parts, sizes } = readOptions(['--only', 'growth', '--quick', '--cases', '30000']);
  expect(parts).toEqual(['growth']);
  expect(sizes).toEqual({ ...QUICK, cases: 30_000 });
});

it('takes files and folders from where it is called', () => {
  const { json, folder } = readOptions(['--json', 'a.json', '--folder', '/kept']);
  expect(json).toBe(`${process.cwd()}/a.json`);
  expect(folder).toBe('/kept');
});

it.each([[['--only', 'toString']], [['--cases', '19999']], [['--cases', 'many']]])('refuses %j', (args) => {
  expect(() => readOptions(args)).toThrow(Misuse);
});

it('says how it is called', () => {
  expect(() => readOptions(['--help'])).toThrow(Help);
});
