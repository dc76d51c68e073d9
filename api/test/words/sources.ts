import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** What is no part of what runs for a workspace: specs, translations, demo data the command line, and mails, which the compiler holds to be written in every language. */
const LEFT_OUT = /\.spec\.ts$|\.d\.ts$|\.de\.ts$|\/migrations\/|[./-]seeds?\.ts$|\/seed\/|\/demo-|\/cli\/|\/cli\.ts$|\/config\/|-mails\.ts$|\/boot-failure\.ts$/;

/** The API's sources as the compiler understands them. */
export interface Sources {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  /** Calls and `new` by the last name of what is called. */
  readonly calls: ReadonlyMap<string, readonly (ts.CallExpression | ts.NewExpression)[]>;
}

export function readSources(): Sources {
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config, ts.sys, ROOT);
  const program = ts.createProgram(config.fileNames.filter((path) => !path.endsWith('.spec.ts') && !path.includes('/api/test/')), { ...config.options, noEmit: true });
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(ROOT, 'api/src/')) && !LEFT_OUT.test(fileName));
  return { checker: program.getTypeChecker(), files, calls: callsIn(files) };
}

/** `api/src/modules/tags/tags.service.ts:12` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${relative(ROOT, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** The last name of what is called: `b` of `a.b()`, `AppError` of `new AppError()`. */
export function nameOfCall({ expression }: ts.CallExpression | ts.NewExpression | ts.Decorator): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

function callsIn(files: readonly ts.SourceFile[]): Map<string, (ts.CallExpression | ts.NewExpression)[]> {
  const calls = new Map<string, (ts.CallExpression | ts.NewExpression)[]>();
  for (const file of files) {
    visit(file, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
      const name = nameOfCall(node);
      calls.set(name, [...(calls.get(name) ?? []), node]);
    });
  }
  return calls;
}
