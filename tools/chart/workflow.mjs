// What the chart is read off: libs/workflow and libs/domain, built, each thing by the name it has there.

const parts = {
  workflow: [
    'index.js',
    'contract.js',
    'petition/rules.js',
    'petition/slots.js',
    'petition/guards.js',
    'petition/timers.js',
    'engine/soundness.js',
  ],
  domain: ['index.js'],
};

/** The libraries must have been built. */
export async function loadWorkflow() {
  const files = Object.entries(parts).flatMap(([lib, names]) => names.map((name) => `../../libs/${lib}/dist/${name}`));
  const modules = await Promise.all(files.map((file) => import(new URL(file, import.meta.url).href)));
  const all = Object.assign({}, ...modules);
  return { ...all, definition: all.petitionDefinition() };
}
