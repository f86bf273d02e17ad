// A loader that makes each function of the built sources begin by telling its file.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const BUILT = /\/((?:apps|libs)\/[^/]+)\/dist\/(.+)\.js$/;

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  const built = BUILT.exec(url);
  const loaded = await next(url, context);
  if (!built) return loaded;
  const file = `${built[1]}/src/${built[2]}.ts`;
  return { ...loaded, source: told(textOf(loaded.source), file, fileURLToPath(url)) };
}

/** @param {import('node:module').ModuleSource | undefined} source */
const textOf = (source) => (typeof source === 'string' ? source : new TextDecoder().decode(source));

/**
 * The source with a call at the beginning of each function's body.
 * @param {string} source
 * @param {string} file that the call names
 * @param {string} path
 */
function told(source, file, path) {
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const call = `globalThis.entered?.(${JSON.stringify(file)})`;
  /** @type {{ at: number, text: string }[]} */
  const inserted = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const body = bodyOf(node);
    if (body && ts.isBlock(body)) inserted.push({ at: body.getStart() + 1, text: `${call};` });
    else if (body) inserted.push({ at: body.getStart(), text: `(${call}, ` }, { at: body.getEnd(), text: ')' });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return inserted
    .map((each, order) => ({ ...each, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)
    .reduce((text, each) => text.slice(0, each.at) + each.text + text.slice(each.at), source);
}

/**
 * @param {ts.Node} node
 * @returns {ts.ConciseBody | undefined} of a function its body
 */
function bodyOf(node) {
  return ts.isFunctionLike(node) && 'body' in node ? node.body : undefined;
}
