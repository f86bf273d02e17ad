// What a suggested link tells of persons, it tells those alone who know the persons of both petitions.
import { CLERK, FORM, register, step, take } from './procedure.ts';
import { startTownship } from './township.ts';
import type { Township } from './township.ts';

const UNIT = 'ys-qh-ll-nyb';
const HANDLER = 'll.nyb';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

interface Suggested {
  readonly petition: string;
  readonly samePerson: boolean;
  readonly relation: string;
}

const suggestedTo = async (user: string, id: string): Promise<Suggested[]> => {
  const { body } = await township.client.get(user, `/v1/petitions/${id}/links`);
  return body.suggested.map(({ petition, samePerson, relation }: Suggested) => ({ petition, samePerson, relation }));
};

const handledBy = (unit: string) => [[CLERK, 'ACCEPT'] as const, [CLERK, 'TRANSFER', { unit, mode: '交办' }] as const];

it('whoever has only a recommendation in the other is not told that the person is the same', async () => {
  const { client } = township;
  const matter = { category: 'urban.roads' };
  const { id: own } = await register(client, matter);
  const other = { ...matter, title: '低保被停', text: '母亲的低保三月起停发，没有人说明原因。', place: 'ys-qh-ll-ds' };
  const { id: ofPerson } = await register(client, other);
  const { id: ofMatter } = await register(client, matter);
  await take(client, own, ...handledBy(UNIT));
  for (const id of [ofPerson, ofMatter]) {
    await take(client, id, ...handledBy('ys-qh-ll-rsz'));
    await step(client, id, 'qh.director', 'RECOMMEND', { kind: 'improve', to: UNIT, text: '建议' });
    // It sees the petition, and not who petitions.
    const { body } = await client.get(HANDLER, `/v1/petitions/${id}`);
    expect(body.petitioner).toMatchObject({ masked: true });
  }
  const repeat = { samePerson: true, relation: 'repeat' };
  const samePerson = { samePerson: true, relation: 'related' };
  expect(await suggestedTo(CLERK, own)).toEqual([
    { petition: ofMatter, ...repeat },
    { petition: ofPerson, ...samePerson },
  ]);
  expect(await suggestedTo(HANDLER, own)).toEqual([{ petition: ofMatter, samePerson: false, relation: 'related' }]);
});

it('whoever handles both is told', async () => {
  const { client } = township;
  const petitioner = { ...FORM.petitioner, phone: '13700000001', idNumber: undefined };
  const { id: own } = await register(client, { petitioner });
  const { id: other } = await register(client, { petitioner, title: '低保被停', text: '母亲的低保停发了。' });
  for (const id of [own, other]) await take(client, id, ...handledBy(UNIT));
  expect(await suggestedTo(HANDLER, own)).toEqual([{ petition: other, samePerson: true, relation: 'related' }]);
});
