// Real cases, registered as the API registers them and written by the engine's own statement, but for one thing: they
// wake at a moment of the bench's choice, since no legal deadline falls on the next second.
const [workflow, office, platform, { writeCases }, { openCase }, { hashEntry }] = await Promise.all([
  import('../../../libs/workflow/dist/index.js'),
  import('../../../libs/office/dist/index.js'),
  import('../../../libs/platform/dist/index.js'),
  import('../../../libs/workflow/dist/engine/rows.js'),
  import('../../../libs/workflow/dist/engine/step.js'),
  import('../../../libs/workflow/dist/engine/chain.js'),
]);

const clock = workflow.systemClock;
const registry = workflow.petitionRegistry();

const FORM = {
  channel: 'online',
  purpose: 'appeal',
  category: 'environment',
  title: '大石村钙粉厂粉尘扰民',
  text: '钙粉厂白天晚上都在磨粉,窗台一天一层灰,孩子咳嗽。要求检查除尘设备,公布监测数据。',
  petitioner: { name: '李某', phone: '13800000002', address: '大石村一组' },
  representatives: [],
  accused: [],
  place: 'ys-qh-ll-ds',
  groupSize: 1,
  confidential: false,
};

export async function openAlarms(databaseUrl) {
  const dataSource = await platform.openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  const pool = platform.poolOf(dataSource);
  const directory = new office.Directory(pool);
  const beside = office.besideCases(directory);
  const engine = workflow.createEngine({ pool, registry, clock, beside, announce: () => {} });
  return {
    /** Registers a case whose next timer is due at the given instant. @returns its id */
    async arm(dueAt) {
      const register = office.createRegister({ engine: { open: opening(pool, beside, dueAt) }, clock, directory });
      const { record } = await register({ form: FORM, by: { account: 'll.xfb', unit: 'ys-qh-ll-xfb' } });
      return record.id;
    },
    fireDue: engine.fireDue,
    close: () => dataSource.destroy(),
  };
}

/** In place of the engine's `open`. */
const opening = (pool, beside, dueAt) => async (machineId, order) => {
  const definition = registry.latest(machineId);
  const moved = wakingAt(dueAt, openCase(definition, order.caseId, { ...order, now: await clock.now() }));
  await writeCases(pool, { registry, beside }, [{ before: null, moved }], order.rows);
  return { record: moved.record, entry: moved.entries.at(-1), replayed: false };
};

function wakingAt(dueAt, { record, entries: [{ hash: _hash, ...line }] }) {
  const arm = line.actions.arm.map((timer) => ({ ...timer, dueAt }));
  const unhashed = { ...line, actions: { ...line.actions, arm } };
  const entry = { ...unhashed, hash: hashEntry(unhashed) };
  const armed = Object.fromEntries(Object.entries(record.armed).map(([name, timer]) => [name, { ...timer, dueAt }]));
  return { record: { ...record, armed, head: entry.hash }, entries: [entry] };
}
