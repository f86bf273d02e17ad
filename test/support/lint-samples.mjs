// Lints the samples given on standard input as JSON, [{ file, code }], with the project's own rules, and prints for each
// the names of the rules it breaks. A process of its own: ESLint does not load inside Jest's module registry.
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** @type {{ file: string, code: string }[]} */
const samples = JSON.parse(await text(process.stdin));
const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The files do not exist, so they have no types; the rules about boundaries need none.
  overrideConfig: [
    { files: ['**/*.{ts,mjs}'], ...tseslint.configs.disableTypeChecked },
    { files: ['**/*.{ts,mjs}'], languageOptions: { parserOptions: { projectService: false, project: null } } },
  ],
});

/** @type {string[][]} */
const results = [];
for (const { file, code } of samples) {
  const linted = await eslint.lintText(code, { filePath: file });
  results.push(linted.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message)));
}
process.stdout.write(JSON.stringify(results));
