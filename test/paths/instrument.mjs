// A loader that makes each function of the built sources begin by telling its file.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const BUILT = /\/((?:apps|libs)\/[^/]+)\/dist\/(.+)\.js$/;

export async function load(url, context, next) {
  const built = BUILT.exec(url);
  const loaded = await next(url, context);
  if (!built) return loaded;
  const file = `${built[1]}/src/${built[2]}.ts`;
  return { ...loaded, source: told(String(loaded.source), file, fileURLToPath(url)) };
}

/** The source with a call at the beginning of each function's body. */
function told(source, file, path) {
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const call = `globalThis.entered?.(${JSON.stringify(file)})`;
  const inserted = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      if (ts.isBlock(node.body)) inserted.push([node.body.getStart() + 1, `${call};`]);
      else inserted.push([node.body.getStart(), `(${call}, `], [node.body.getEnd(), ')']);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return inserted
    .map(([at, text], order) => ({ at, text, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)
    .reduce((text, each) => text.slice(0, each.at) + each.text + text.slice(each.at), source);
}
