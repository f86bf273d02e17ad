import { addDays } from '@huiyin/domain';
import type { PetitionRow } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { allItems, CLERK, expectStatus, FORM, HANDLER, petitionAt, register, step } from './procedure.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const list = async (query: string, user = 'll.xfb'): Promise<PetitionRow[]> =>
  allItems(system.client, user, `/v1/petitions?${query}`);
const titles = async (query: string) => (await list(query)).map(({ title }) => title);
const search = (words: string) => titles(`q=${encodeURIComponent(words)}`);

describe('pages', () => {
  it('are fifty long, at most two hundred, newest first', async () => {
    for (let n = 0; n < 25; n++) await register(system.client);
    const { body } = await system.client.get('ll.xfb', '/v1/petitions');
    expect(body.items).toHaveLength(50);
    expect(body.next).toEqual(expect.any(String));
    const ids = body.items.map(({ id }: PetitionRow) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect((await system.client.get('ll.xfb', '/v1/petitions?limit=200')).status).toBe(200);
  });

  it.each([1, 7, 50])('of %i: nothing missed, nothing twice, while petitions are being registered', async (limit) => {
    const before = await list('');
    const seen: string[] = [];
    for (let path: string | null = `/v1/petitions?limit=${limit}`; path !== null;) {
      const [page] = await Promise.all([system.client.get('ll.xfb', path), register(system.client)]);
      expectStatus(page, 200);
      expect(page.body.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.body.items.map(({ id }: PetitionRow) => id));
      path = next(page.headers.get('link'), page.body.next);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const known = before.map(({ id }) => id);
    expect(seen.filter((id) => known.includes(id))).toEqual(known);
  });

  it('keep the filter in the link to the next', async () => {
    const { headers, body } = await system.client.get('ll.xfb', '/v1/petitions?limit=2&channel=visit&q=%E6%9D%91');
    const link = headers.get('link') ?? '';
    expect(link).toMatch(/^<\/v1\/petitions\?.*>; rel="next"$/);
    const query = new URLSearchParams(link.slice(link.indexOf('?') + 1, link.indexOf('>')));
    expect(Object.fromEntries(query)).toEqual({ limit: '2', channel: 'visit', q: '村', cursor: body.next });
  });

  it('end without a link', async () => {
    const { headers, body } = await system.client.get(
      'll.xfb',
      '/v1/petitions?q=%E8%B7%AF%E7%81%AF%E4%B8%8D%E4%BA%AE%E4%BA%86%E5%90%97',
    );
    expect(body).toEqual({ items: [], next: null });
    expect(headers.has('link')).toBe(false);
  });

  it('of one list are no cursor of another', async () => {
    const { body } = await system.client.get('ll.xfb', '/v1/petitions?limit=1');
    expect((await system.client.get('ll.xfb', `/v1/alerts?cursor=${body.next}`)).status).toBe(422);
  });

  function next(link: string | null, cursor: string | null): string | null {
    const target = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? null;
    expect(target?.includes(String(cursor)) ?? false).toBe(cursor !== null);
    return target;
  }
});

describe('filters', () => {
  let handled: string;
  let called: string;
  beforeAll(async () => {
    handled = await petitionAt(system.client, 'handling', { channel: 'fax', category: 'test-category' });
    await step(system.client, handled, HANDLER, 'ASSIGN', { assignee: HANDLER });
    called = await petitionAt(system.client, 'followUp');
    await system.client.moveBy(16);
  });

  it.each<[string, (row: PetitionRow) => boolean]>([
    ['stage=handling', ({ stage }) => stage === 'handling'],
    ['stage=acceptance', ({ stage }) => stage === 'acceptance'],
    ['state=followUp', ({ state }) => state === 'followUp'],
    ['state=handling.working', ({ state }) => state.startsWith('handling.working')],
    ['tag=followUpDue', ({ tags }) => tags.includes('followUpDue')],
    ['unit=ys-qh-ll-rsz', ({ unit }) => unit === 'ys-qh-ll-rsz'],
    ['unit=ys-qh-ll', ({ unit }) => unit?.startsWith('ys-qh-ll') === true],
    ['assignee=ll.rsz', ({ assignee }) => assignee === 'll.rsz'],
    ['channel=fax', ({ channel }) => channel === 'fax'],
    ['category=labour', ({ category }) => category === 'labour'],
    ['overdue=true', ({ tags }) => tags.includes('overdue')],
    ['overdue=false', ({ tags }) => !tags.includes('overdue')],
    ['stage=handling&channel=fax&category=test-category', ({ category }) => category === 'test-category'],
  ])('%s', async (query, belongs) => {
    const everything = await list('');
    const shown = await list(query);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(everything.filter(belongs));
  });

  it('dueBefore and dueAfter take a day or an instant and cut the list in two', async () => {
    const due = (await list('')).filter((row) => row.dueAt !== null);
    const dueOn = due.find(({ id }) => id === handled)?.dueOn ?? '';
    const endOfDay = encodeURIComponent(`${addDays(dueOn, 1)}T00:00:00+08:00`);
    for (const moment of [dueOn, endOfDay]) {
      const [before, after] = [await list(`dueBefore=${moment}`), await list(`dueAfter=${moment}`)];
      expect(before.length + after.length).toBe(due.length);
      for (const row of before) expect((row.dueOn ?? '') < dueOn).toBe(true);
      for (const row of after) expect((row.dueOn ?? '') >= dueOn).toBe(true);
      expect(after.map(({ id }) => id)).toContain(handled);
    }
    const tomorrow = addDays(dueOn, 1);
    expect((await list(`dueBefore=${tomorrow}`)).map(({ id }) => id)).toContain(handled);
    expect((await list(`dueAfter=${tomorrow}`)).map(({ id }) => id)).not.toContain(handled);
  });

  it('code finds one petition, however it is typed', async () => {
    const [row] = await list(`tag=followUpDue`);
    expect(row?.id).toBe(called);
    for (const code of [row?.code, row?.code.toLowerCase(), `%20${row?.code}%20`]) {
      expect((await list(`code=${code}`)).map(({ id }) => id)).toEqual([called]);
    }
    expect(await list('code=0000-0000-0000')).toEqual([]);
  });

  it.each(['stage=closed', 'state=nowhere', 'tag=nowhere', 'unit=nowhere', 'assignee=nobody', 'category=none'])(
    'nothing for %s',
    async (query) => expect(await list(query)).toEqual([]),
  );
});

describe('search', () => {
  beforeAll(async () => {
    const texts = [
      '百分之百 100%_真',
      '１００％全角ＡＢＣ',
      'École ÀÉÎ Straße',
      '甲\n\n乙　丙',
      '斜杠\\反斜杠',
      `"引号" 'OR' 1=1 --`,
    ];
    for (const [n, text] of texts.entries())
      await register(system.client, { title: `检索用例之${'甲乙丙丁戊己'[n]}`, text });
    await register(system.client, { title: '名字里的𠮷与𠮶', text: '😀与𠮷' });
    await register(system.client, { title: '长文', text: `${'长'.repeat(3990)}尾巴${'长'.repeat(4000)}` });
  });

  it.each([
    ['粉尘', ['又来反映粉尘', '关于钙粉厂扬尘的来信', '大石村钙粉厂粉尘扰民']],
    ['钙粉厂', ['又来反映粉尘', '关于钙粉厂扬尘的来信', '大石村钙粉厂粉尘扰民']],
    ['烂尾八年', ['小区烂尾八年交不了房']],
    ['養老金', ['養老金少發了兩個月']],
    ['青苗补偿标准不一', ['河沿村征地青苗补偿标准不一']],
    ['尾巴长', ['长文']],
    ['甲 乙 丙', ['检索用例之丁']],
    ['abc', ['检索用例之乙']],
    ['100%全', ['检索用例之乙']],
    ['école àéî', ['检索用例之丙']],
    ['𠮷与𠮶', ['名字里的𠮷与𠮶']],
    ['😀', ['名字里的𠮷与𠮶']],
    ['100%_', ['检索用例之甲']],
    ['%_', ['检索用例之甲']],
    ['\\', ['检索用例之戊']],
    [`'or' 1=1 --`, ['检索用例之己']],
  ])('%s', async (words, expected) => {
    expect(await search(words)).toEqual(expected);
  });

  it('finds one character, of either plane', async () => {
    expect(await search('𠮷')).toEqual(['名字里的𠮷与𠮶', '身份证名字里的字系统打不出']);
    const found = await search('厂');
    expect(found).toEqual(expect.arrayContaining(['大石村钙粉厂粉尘扰民']));
    expect(found.length).toBeLessThan((await titles('')).length);
  });

  it.each(['粉厂尘', '尘粉', '_', '%%', '粉%尘', '𠮸', '路灯 粉尘', '养老金少'])('nothing for %s', async (words) => {
    const found = await search(words);
    expect(found.filter((title) => !title.startsWith('检索用例'))).toEqual([]);
    if (!/[_%]/.test(words)) expect(found).toEqual([]);
  });

  it('does not reach what stands about persons', async () => {
    await register(system.client, { title: '检索姓名', petitioner: { ...FORM.petitioner, name: '欧阳锋刃' } });
    for (const words of ['欧阳锋刃', FORM.petitioner.phone, FORM.petitioner.idNumber])
      expect(await search(words)).toEqual([]);
  });

  it('goes with the other filters', async () => {
    expect(await titles(`q=${encodeURIComponent('粉尘')}&channel=letter`)).toEqual(['关于钙粉厂扬尘的来信']);
  });
});

it('shows the clerk and the head of the office the same list', async () => {
  expect(await list('', CLERK)).toEqual(await list(''));
});
