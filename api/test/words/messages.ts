import ts from 'typescript';
import { nameOfCall, placeOf, visit, type Sources } from './sources.js';
import { GAP, TextFlow, type Said } from './text-flow.js';

/** A text that somebody may read, with gaps where values are put in. */
export interface Message {
  readonly text: string;
  readonly place: string;
  /** Words of ours in its gaps. */
  readonly words: readonly string[];
}

/** Where texts for people are put: properties of this name, whatever holds them. */
const SPOKEN = new Set(['reason', 'reasons', 'message', 'note', 'notes', 'error', 'lastError', 'hindrance']);
/** Of a change set, as histories call it, and of a notification. */
const TITLED: Readonly<Record<string, string>> = { label: 'ChangeRequest', title: 'Notice' };
/** Calls whose texts are for operators and integrators: logs, faults of the program, the schema's documentation, metrics. */
const NOT_FOR_PEOPLE = /^(Error|TypeError|RangeError|Logger|log|warn|error|debug|verbose|fatal|write|Counter|Gauge|Histogram|Summary|gauge|counter|histogram|Field|ObjectType|InputType|InterfaceType|ArgsType|Args|Query|Mutation|Subscription|ResolveField|registerEnumType|GraphQLError|GraphQLScalarType|scalar|query|exec|stream|setHeader|defineMail|describe)$/;
const NOT_SHOWN = new Set(['description', 'deprecationReason', 'requires']);
const STATEMENT = /^\s*(select|insert|update|delete|with|create|alter|drop|lock|set|grant|analyze|copy|from|where|and|or|join|left|order)\b/;

/** Every text that the API says to people. */
export function messagesOf(sources: Sources): Message[] {
  const flow = new TextFlow(sources);
  const said = sources.files.flatMap((file) => [...inErrors(file, flow), ...inProperties(file, flow, sources.checker)]);
  // What the flow did not come by: it is in a list or a variable until somebody is told.
  const others = sources.files.flatMap((file) => sentencesIn(file).filter((node) => !flow.reached.has(node)).flatMap((node) => flow.textsOf(node)));
  const found = new Map<string, Message>();
  for (const { text, at, words } of [...said, ...others]) {
    if (at && isWords(text)) found.set(`${text}\n${placeOf(at)}`, { text, words, place: placeOf(at) });
  }
  return [...found.values()];
}

/** Messages and details of errors, wherever they were written. */
function inErrors(file: ts.SourceFile, flow: TextFlow): Said[] {
  const said: Said[] = [];
  visit(file, (node) => {
    if (!ts.isNewExpression(node) || nameOfCall(node) !== 'AppError') return;
    const [, message, extra] = node.arguments ?? [];
    if (message) said.push(...flow.textsOf(message));
    if (!extra || !ts.isObjectLiteralExpression(extra)) return;
    for (const property of extra.properties) {
      if (property.name?.getText() !== 'details') continue;
      if (ts.isPropertyAssignment(property)) said.push(...flow.textsWithin(property.initializer));
      if (ts.isShorthandPropertyAssignment(property)) said.push(...flow.textsWithin(property.name));
    }
  });
  return said;
}

function inProperties(file: ts.SourceFile, flow: TextFlow, checker: ts.TypeChecker): Said[] {
  const said: Said[] = [];
  visit(file, (node) => {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return;
    const name = node.name.getText();
    const holder = TITLED[name];
    if (holder ? !belongsTo(node, holder, checker) : !SPOKEN.has(name) || isHidden(node)) return;
    const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
    said.push(...(holder ? flow.textsOf(value) : flow.textsWithin(value).filter(({ text }) => isPhrase(text))));
  });
  return said;
}

/** Whether the property is the one that the named interface describes. */
function belongsTo(node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment, holder: string, checker: ts.TypeChecker): boolean {
  const declared = checker.getContextualType(node.parent)?.getProperty(node.name.getText())?.declarations ?? [];
  return declared.some(({ parent }) => ts.isInterfaceDeclaration(parent) && parent.name.text === holder);
}

/** Literals that read as sentences, and are not for operators alone. */
function sentencesIn(file: ts.SourceFile): ts.Expression[] {
  const found: ts.Expression[] = [];
  visit(file, (node) => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && isSentence(plainTextOf(node)) && !isHidden(node)) found.push(node);
  });
  return found;
}

const plainTextOf = (node: ts.StringLiteralLike | ts.TemplateExpression): string => (ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => GAP + literal.text).join('') : node.text);

/** Several words that begin as a sentence does. */
const isPhrase = (text: string): boolean => /^["“(]?[A-Z\uFFFC]/.test(text) && /[a-z]\S* \S/.test(text) && !STATEMENT.test(text);
const isSentence = (text: string): boolean => isPhrase(text) && /[.?!…]$/.test(text.trim());

/** More than values, and no code. */
const isWords = (text: string): boolean => /[A-Za-z]{2}/.test(text) && !/^[A-Z_]+$/.test(text);

function isHidden(node: ts.Node): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at) && !ts.isStatement(at); at = at.parent) {
    if ((ts.isCallExpression(at) || ts.isNewExpression(at)) && NOT_FOR_PEOPLE.test(nameOfCall(at))) return true;
    if (ts.isCallExpression(at) && at.expression.kind === ts.SyntaxKind.SuperKeyword && isFault(at)) return true;
    if (ts.isPropertyAssignment(at) && NOT_SHOWN.has(at.name.getText())) return true;
  }
  return false;
}

/** Of a class that is an Error as such: nobody is shown its message. */
function isFault(call: ts.CallExpression): boolean {
  const holder = ts.findAncestor(call, ts.isClassDeclaration);
  return Boolean(holder?.heritageClauses?.some(({ types }) => types.some(({ expression }) => expression.getText() === 'Error')));
}
