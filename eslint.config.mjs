// What the compiler cannot see: who may import whom, who may look at a clock, and the mistakes with promises.
// test/architecture.spec.ts shows of each boundary that it holds.
import { readFileSync } from 'node:fs';
import nx from '@nx/eslint-plugin/nx';
import { createProjectGraphAsync } from '@nx/devkit';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Without a project graph in its cache the rule about projects warns and lets everything pass, so it is made sure of here.
await createProjectGraphAsync({ exitOnError: false });

/**
 * JavaScript that the compiler checks, by the types in its comments.
 * @type {{ include: string[], exclude: string[] }}
 */
const CHECKED = JSON.parse(readFileSync(new URL('tsconfig.tools.json', import.meta.url), 'utf8'));

const SOURCES = '{apps,labs,libs}/*/src/**/*.ts';

/* ── Between projects: by the tag in each package.json ────────────────────────────────────────────────────────────── */

/**
 * @param {string} sourceTag
 * @param {string[]} onlyDependOnLibsWithTags
 * @param {string[]} bannedExternalImports
 */
const project = (sourceTag, onlyDependOnLibsWithTags, bannedExternalImports) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
  bannedExternalImports,
});
const TRANSPORT = ['@nestjs/*', 'fastify', 'bullmq', 'ioredis'];
const CHART = ['xstate'];

const LIBRARIES = ['lib:platform', 'lib:office', 'lib:workflow', 'lib:domain'];

/** A lab is the system tried from outside: it uses the libraries as a program does, and may share what the labs share. */
const LABS = [...LIBRARIES, 'lab:kit', 'tools'];

const PROJECTS = [
  project('lib:domain', ['lib:domain'], [...TRANSPORT, ...CHART, 'pg', 'zod']),
  project('lib:workflow', ['lib:workflow', 'lib:domain'], [...TRANSPORT, 'typeorm']),
  project('lib:office', ['lib:office', 'lib:workflow', 'lib:domain'], [...TRANSPORT, ...CHART]),
  project('lib:platform', ['lib:platform', 'lib:office', 'lib:workflow', 'lib:domain'], CHART),
  project('app:api', LIBRARIES, CHART),
  project('app:worker', LIBRARIES, CHART),
  project('app:cli', [...LIBRARIES, 'tools'], [...TRANSPORT, 'xstate']),
  project('lab:kit', LABS, [...TRANSPORT, ...CHART]),
  project('lab:simulate', LABS, [...TRANSPORT, ...CHART]),
  project('lab:chaos', LABS, [...CHART]),
  project('lab:bench', LABS, [...CHART]),
  project('lab:chart', LABS, []),
];

/* ── Between folders: what a room may import; everything else is refused ──────────────────────────────────────────── */

const THROUGH_THE_DOOR = {
  regex: String.raw`^@huiyin/(?!tools/)[^/]+/(?!(?:entities|contract)$)|^(?:\.\.?/)+(?:apps|labs|libs|tools)/`,
  message: 'A library is entered through the doors its package.json exports.',
};
// Nx looks at the doors of a project, and an application has none.
const NO_APPS = {
  regex: '^@huiyin/(?:api|bench|chaos|chart|cli|simulate|worker)(?:/|$)',
  message: 'A program is imported by nobody.',
};
const NOT_BUILT_YET = {
  regex: String.raw`^@huiyin/|^(?:\.\.?/)+(?:apps|labs|libs)/`,
  message: 'Tools run before anything is built: what they start, they import when it is.',
};
const NO_FORWARD_REF = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'A cycle is untangled, not deferred.',
};
const ENVIRONMENT = {
  name: 'node:process',
  importNames: ['env'],
  message: 'The environment is read in libs/platform/src/config/env.ts and nowhere else.',
};

/** @typedef {{ regex: string, message: string, allowTypeImports?: boolean }} Pattern of what may not be imported */
/** @typedef {import('eslint').Linter.RulesRecord} Rules */
/** @typedef {{ selector: string, message: string }} Restriction of a piece of syntax */

/**
 * @param {Pattern[]} patterns what besides the general rules is refused
 * @returns {Rules}
 */
const imports = (patterns = []) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { paths: [NO_FORWARD_REF, ENVIRONMENT], patterns: [THROUGH_THE_DOOR, NO_APPS, ...patterns] },
  ],
});

const NO_BARRELS = ['ExportAllDeclaration', 'ExportNamedDeclaration[source]'].map((selector) => ({
  selector,
  message: "Only a library's door re-exports.",
}));

/** @type {[selector: string, message: string][]} */
const CLOCKS = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Time is an argument: see context.now.'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Time is an argument: see context.now.'],
  ['CallExpression[callee.name="Date"]', 'Time is an argument: see context.now.'],
  ['MemberExpression[object.name="performance"][property.name="now"]', 'Time is an argument: see context.now.'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'The same input must give the same result.'],
];
const NO_CLOCKS = CLOCKS.map(([selector, message]) => ({ selector, message }));

/** A dynamic import would get past the list of a room. */
const NO_DYNAMIC_IMPORTS = [{ selector: 'ImportExpression', message: 'Import it at the top of the file.' }];

/**
 * @param {Restriction[][]} rules
 * @returns {Rules}
 */
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules.flat()] });

/** @type {Rules} */
const NO_WORLD = {
  'no-restricted-globals': [
    'error',
    ...['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
      name,
      message: 'This room is pure: what it needs is handed to it.',
    })),
  ],
};

/**
 * What a room may import, as the beginning of a regular expression each.
 * @typedef {object} Room
 * @property {string[]} files
 * @property {string[]} [ignores]
 * @property {string[]} may
 * @property {string[]} [typesOnly] what it may name in types without loading it
 * @property {Rules} [rules]
 */

/**
 * The rules of a room. Its specs may use fast-check too.
 * @param {string} name
 * @param {Room} room
 */
function room(name, { files, ignores = [], may, typesOnly = [], rules = {} }) {
  /** @param {string[]} modules */
  const allowed = (modules) => `^(?!${modules.join('|')})`;
  /** @param {string[]} extra */
  const refused = (extra) => [
    {
      regex: allowed([...may, ...typesOnly, ...extra]),
      message: `Not for ${name}: see the room's list in eslint.config.mjs.`,
    },
    ...typesOnly.map((regex) => ({
      regex: `^${regex}`,
      allowTypeImports: true,
      message: `${name} may only name its types.`,
    })),
  ];
  return [
    { name, files, ignores, rules: { ...imports(refused([])), ...rules } },
    {
      name: `${name} (specs)`,
      files: files.map((glob) => glob.replace(/\*\.ts$/, '*.spec.ts')),
      ignores,
      rules: imports(refused(['fast-check$'])),
    },
  ];
}

const PURE = { ...syntax(NO_CLOCKS, NO_BARRELS, NO_DYNAMIC_IMPORTS), ...NO_WORLD };
const LAW = ['xstate$', '@huiyin/domain$', String.raw`\./(?!\.)`];

const ROOMS = [
  ...room('domain', {
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['libs/domain/src/entities.ts', 'libs/domain/src/{entities,migrations}/**'],
    may: [String.raw`\.\.?/(?!.*(?:entit|migration))`],
    rules: PURE,
  }),
  ...room('domain/entities', {
    files: ['libs/domain/src/entities.ts', 'libs/domain/src/{entities,migrations}/**/*.ts'],
    may: ['typeorm$', String.raw`\.\.?/`],
  }),
  ...room('workflow/petition', {
    // The charts of earlier versions stand beside the newest: docs/migrations.md.
    files: ['libs/workflow/src/petition{,-*}/*.ts'],
    may: [...LAW, String.raw`\.\./contract/`],
    rules: PURE,
  }),
  ...room('workflow/petition, its folders', {
    files: ['libs/workflow/src/petition{,-*}/*/**/*.ts'],
    may: [...LAW, String.raw`\.\./(?!\.)`, String.raw`\.\./\.\./contract/`],
    rules: PURE,
  }),
  ...room('workflow/engine', {
    files: ['libs/workflow/src/engine/**/*.ts'],
    may: ['xstate$', 'dataloader$', 'node:crypto$', '@huiyin/domain$', String.raw`\./(?!\.)`],
    typesOnly: ['pg$'],
    rules: syntax(NO_CLOCKS, NO_BARRELS, NO_DYNAMIC_IMPORTS),
  }),
  ...room('workflow/contract', {
    files: ['libs/workflow/src/contract/*.ts'],
    may: ['zod$', String.raw`\./(?!\.)`],
    rules: PURE,
  }),
  ...room('workflow/contract, its folders', {
    files: ['libs/workflow/src/contract/*/**/*.ts'],
    may: ['zod$', String.raw`\.\.?/(?!\.)`],
    rules: PURE,
  }),
  // The application: what a program hands to it, it takes as arguments.
  ...room('office', {
    files: ['libs/office/src/**/*.ts'],
    may: [
      '@huiyin/(?:domain|workflow)',
      '@node-rs/argon2$',
      'pg$',
      'typeorm$',
      'uuid$',
      'zod$',
      'node:(?!process)',
      String.raw`\.\.?/`,
    ],
    rules: syntax(NO_BARRELS, NO_DYNAMIC_IMPORTS),
  }),
  ...room("the contract's door", { files: ['libs/workflow/src/contract.ts'], may: [String.raw`\./contract/`] }),
];

/* ── With types ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/**
 * What TypeScript and the JavaScript that the compiler checks have in common.
 * @type {Rules}
 */
const TYPED = {
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    {
      argsIgnorePattern: '^_',
      varsIgnorePattern: '^_',
      destructuredArrayIgnorePattern: '^_',
      ignoreRestSiblings: true,
    },
  ],
  '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allowNullish: true },
  ],
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  // Promises that interfaces ask for need not wait for anything.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-dynamic-delete': 'off',
  // `as T` says which type is meant; the other rule would ask for `!`, which strict refuses.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // XState's and the driver's `any` is given a type where it enters.
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  eqeqeq: 'error',
};

/* ── Everything ───────────────────────────────────────────────────────────────────────────────────────────────────── */

export default defineConfig(
  globalIgnores(['**/dist/', '.data/', '.nx/', 'examples/township/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'typescript',
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...TYPED,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // Decorated classes are Nest's way to say what belongs together.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      'no-console': 'error',
    },
  },

  {
    name: 'projects',
    files: [SOURCES],
    plugins: { '@nx': /** @type {any} */ (nx) }, // its types name the module, not the plugin that it exports
    rules: { '@nx/enforce-module-boundaries': ['error', { depConstraints: PROJECTS }] },
  },
  {
    name: 'sources',
    files: [SOURCES],
    rules: {
      ...imports(),
      ...syntax(NO_BARRELS),
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT.message }],
    },
  },
  ...ROOMS,
  { name: 'the clock', files: ['libs/workflow/src/engine/clock.ts'], rules: syntax(NO_BARRELS) },
  {
    name: 'doors',
    files: ['{libs/*,labs/kit}/src/index.ts', 'libs/domain/src/entities.ts', 'libs/workflow/src/contract.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'the reader of the environment',
    files: ['libs/platform/src/config/env.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },

  {
    name: 'JavaScript',
    files: ['**/*.mjs'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    name: 'JavaScript with types',
    files: CHECKED.include,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.tools.json', tsconfigRootDir: import.meta.dirname } },
    rules: TYPED,
  },
  {
    name: 'what runs before anything is built',
    files: ['tools/**/*.mjs'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NOT_BUILT_YET] }] },
  },
  {
    name: 'tests',
    files: ['test/**/*.{ts,mjs}', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  prettier,
);
