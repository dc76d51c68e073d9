import ts from 'typescript';
import type { Sources } from './sources.js';

/** What stands for a value that only a running program knows. */
export const GAP = '\uFFFC';

/** A text that an expression may have. */
export interface Said {
  readonly text: string;
  /** Where its first literal stands. */
  readonly at: ts.Node | null;
  /** Words of ours that were put into its gaps. */
  readonly words: readonly string[];
}

type Bound = ReadonlyMap<ts.Node, { readonly node: ts.Expression; readonly bound: Bound }>;
const NOTHING_BOUND: Bound = new Map();
const UNKNOWN: readonly Said[] = [{ text: GAP, at: null, words: [] }];
/** So many texts one expression may have; beyond, what stands in its gaps is left open. */
const MOST = 300;
const DEEPEST = 14;
/** Methods of strings after which the words are still the same. */
const CHANGES_CASE = new Map<string, (text: string) => string>([
  ['toLowerCase', (text) => text.toLowerCase()],
  ['trim', (text) => text.trim()],
  ['trimEnd', (text) => text.trimEnd()],
  ['slice', (text) => text],
]);

/**
 * Follows expressions back to the literals they come from: through constants, conditions, templates, functions of ours and whatever is passed to their parameters. What
 * it cannot follow is a gap.
 */
export class TextFlow {
  /** Literals that were reached. */
  readonly reached = new Set<ts.Node>();

  constructor(private readonly sources: Sources) {}

  /** Every text that the expression may have. */
  textsOf(node: ts.Expression, bound: Bound = NOTHING_BOUND, depth = 0): readonly Said[] {
    return depth > DEEPEST ? UNKNOWN : distinct(this.followed(node, bound, depth));
  }

  private followed(node: ts.Expression, bound: Bound, depth: number): readonly Said[] {
    const inner = bare(node);
    if (inner !== node) return this.textsOf(inner, bound, depth);
    if (ts.isStringLiteralLike(node)) return this.literal(node);
    if (ts.isTemplateExpression(node)) return this.template(node, bound, depth);
    if (ts.isConditionalExpression(node)) return this.either([node.whenTrue, node.whenFalse], bound, depth);
    if (ts.isBinaryExpression(node)) return this.binary(node, bound, depth);
    if (ts.isIdentifier(node)) return this.named(node, bound, depth);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return this.member(node, bound, depth);
    if (ts.isCallExpression(node)) return this.call(node, bound, depth);
    return UNKNOWN;
  }

  /** The texts in an object of lists, as the details of an error are. */
  textsWithin(node: ts.Expression, bound: Bound = NOTHING_BOUND, depth = 0): readonly Said[] {
    if (depth > DEEPEST) return [];
    const each = (parts: readonly ts.Expression[]): Said[] => parts.flatMap((part) => [...this.textsWithin(part, bound, depth + 1)]);
    const inner = bare(node);
    if (inner !== node) return this.textsWithin(inner, bound, depth);
    if (ts.isObjectLiteralExpression(node)) return each(node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [property.initializer] : ts.isSpreadAssignment(property) ? [property.expression] : [])));
    if (ts.isArrayLiteralExpression(node)) return each(node.elements.map((element) => (ts.isSpreadElement(element) ? element.expression : element)));
    if (ts.isConditionalExpression(node)) return each([node.whenTrue, node.whenFalse]);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return each([node.left, node.right]);
    if (ts.isIdentifier(node)) {
      const sources = this.sourcesOf(node, bound);
      if (sources?.some((source) => ts.isObjectLiteralExpression(source.node) || ts.isArrayLiteralExpression(source.node))) return sources.flatMap((source) => [...this.textsWithin(source.node, source.bound, depth + 1)]);
    }
    return this.textsOf(node, bound, depth + 1);
  }

  private literal(node: ts.StringLiteralLike): readonly Said[] {
    this.reached.add(node);
    return [{ text: node.text, at: node, words: [] }];
  }

  private template(node: ts.TemplateExpression, bound: Bound, depth: number): readonly Said[] {
    this.reached.add(node);
    let said: readonly Said[] = [{ text: node.head.text, at: node, words: [] }];
    for (const { expression, literal } of node.templateSpans) {
      const filled = worthTelling(this.textsOf(expression, bound, depth + 1));
      said = joined(said, filled.length * said.length > MOST ? UNKNOWN : filled, literal.text);
    }
    return said;
  }

  private either(nodes: readonly ts.Expression[], bound: Bound, depth: number): readonly Said[] {
    return nodes.flatMap((node) => this.textsOf(node, bound, depth + 1));
  }

  private binary(node: ts.BinaryExpression, bound: Bound, depth: number): readonly Said[] {
    const { kind } = node.operatorToken;
    if (this.sources.checker.getTypeAtLocation(node).flags & ts.TypeFlags.NumberLike) return UNKNOWN;
    if (kind === ts.SyntaxKind.PlusToken) return joined(this.textsOf(node.left, bound, depth + 1), this.textsOf(node.right, bound, depth + 1), '');
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) return this.either([node.left, node.right], bound, depth);
    return kind === ts.SyntaxKind.AmpersandAmpersandToken ? this.textsOf(node.right, bound, depth + 1) : UNKNOWN;
  }

  private named(node: ts.Identifier, bound: Bound, depth: number): readonly Said[] {
    const sources = this.sourcesOf(node, bound);
    if (!sources || sources.length === 0) return this.byType(node);
    const said = sources.flatMap((source) => this.textsOf(source.node, source.bound, depth + 1));
    // Where some of it can't be followed, the type may still say all that it can be.
    const typed = said.some(({ text }) => text === GAP) ? this.byType(node) : UNKNOWN;
    return typed === UNKNOWN ? said : typed;
  }

  private member(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, bound: Bound, depth: number): readonly Said[] {
    const key = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : null;
    const objects = this.objectsOf(node.expression, bound);
    const found = objects.flatMap(({ node: object, bound: its }) => valuesIn(object, key).map((value) => ({ value, its })));
    if (found.length > 0 && found.length <= MOST) return found.flatMap(({ value, its }) => this.textsOf(value, its, depth + 1));
    return this.byType(node);
  }

  private objectsOf(node: ts.Expression, bound: Bound): readonly { node: ts.ObjectLiteralExpression; bound: Bound }[] {
    const inner = bare(node);
    if (ts.isObjectLiteralExpression(inner)) return [{ node: inner, bound }];
    if (!ts.isIdentifier(inner)) return [];
    return (this.sourcesOf(inner, bound) ?? []).flatMap((source) => {
      const object = bare(source.node);
      return ts.isObjectLiteralExpression(object) ? [{ node: object, bound: source.bound }] : [];
    });
  }

  private call(node: ts.CallExpression, bound: Bound, depth: number): readonly Said[] {
    const { expression } = node;
    const change = ts.isPropertyAccessExpression(expression) ? CHANGES_CASE.get(expression.name.text) : undefined;
    if (change && ts.isPropertyAccessExpression(expression)) return this.textsOf(expression.expression, bound, depth + 1).map((said) => ({ ...said, text: change(said.text) }));
    const body = this.functionOf(node);
    if (!body) return UNKNOWN;
    const inside = new Map([...bound, ...body.parameters.flatMap((parameter, index) => (node.arguments[index] ? [[parameter, { node: node.arguments[index], bound }] as const] : []))]);
    const returns = returnsOf(body);
    return returns.length > 0 ? returns.flatMap((value) => this.textsOf(value, inside, depth + 1)) : UNKNOWN;
  }

  /** What an identifier stands for, or null where that is not for us to see. */
  private sourcesOf(node: ts.Identifier, bound: Bound): readonly { node: ts.Expression; bound: Bound }[] | null {
    const declaration = this.declarationOf(node);
    if (!declaration) return null;
    if (ts.isVariableDeclaration(declaration)) return declaration.initializer ? [{ node: declaration.initializer, bound }] : null;
    if (ts.isParameter(declaration)) return this.passedTo(declaration, bound);
    if (!ts.isBindingElement(declaration)) return null;
    return this.taken(declaration, bound);
  }

  /** Of `const { label } = options` or a parameter `{ label }`. */
  private taken(element: ts.BindingElement, bound: Bound): readonly { node: ts.Expression; bound: Bound }[] | null {
    const holder = element.parent.parent;
    const key = (element.propertyName ?? element.name).getText();
    const objects = ts.isParameter(holder) ? this.passedTo(holder, bound) : ts.isVariableDeclaration(holder) && holder.initializer ? [{ node: holder.initializer, bound }] : null;
    const found = (objects ?? []).flatMap((source) => this.objectsOf(source.node, source.bound).flatMap(({ node, bound: its }) => valuesIn(node, key).map((value) => ({ node: value, bound: its }))));
    return found.length > 0 ? found : null;
  }

  private passedTo(parameter: ts.ParameterDeclaration, bound: Bound): readonly { node: ts.Expression; bound: Bound }[] | null {
    const given = bound.get(parameter);
    if (given) return [given];
    const index = parameter.parent.parameters.indexOf(parameter);
    const found = this.callsOf(parameter.parent).flatMap((call) => (call.arguments?.[index] ? [{ node: call.arguments[index], bound: NOTHING_BOUND }] : []));
    return [...found, ...(parameter.initializer ? [{ node: parameter.initializer, bound: NOTHING_BOUND }] : [])];
  }

  private callsOf(callee: ts.SignatureDeclaration): readonly (ts.CallExpression | ts.NewExpression)[] {
    const named = ts.isConstructorDeclaration(callee) ? callee.parent.name : ts.isArrowFunction(callee) || ts.isFunctionExpression(callee) ? nameAround(callee) : callee.name;
    if (!named || !ts.isIdentifier(named)) return [];
    const own = this.sources.checker.getSymbolAtLocation(named);
    return (this.sources.calls.get(named.text) ?? []).filter((call) => this.symbolOf(ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression) === own);
  }

  private functionOf(call: ts.CallExpression): ts.FunctionLikeDeclaration | null {
    const declaration = this.symbolOf(ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression)?.valueDeclaration;
    if (!declaration || declaration.getSourceFile().isDeclarationFile) return null;
    if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) return declaration;
    const initializer = ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration) ? declaration.initializer : undefined;
    return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? initializer : null;
  }

  private declarationOf(node: ts.Identifier): ts.Declaration | undefined {
    const shorthand = ts.isShorthandPropertyAssignment(node.parent) ? this.sources.checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
    return (shorthand ?? this.symbolOf(node))?.valueDeclaration;
  }

  private symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.sources.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.sources.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Where the expression can't be followed, its type may say which few words it is. */
  private byType(node: ts.Expression): readonly Said[] {
    const type = this.sources.checker.getTypeAtLocation(node);
    const parts = type.isUnion() ? type.types : [type];
    const words = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
    const plain = words.length === parts.length && words.length <= 6 && words.every((word) => /^[A-Za-z]?[a-z]+( [a-z]+)*$/.test(word));
    return plain ? words.map((text) => ({ text, at: null, words: [] })) : UNKNOWN;
  }
}

function joined(said: readonly Said[], filled: readonly Said[], after: string): readonly Said[] {
  return said.flatMap((one) => filled.map((word) => ({ text: one.text + word.text + after, at: one.at ?? word.at, words: [...one.words, ...word.words, ...(/[A-Za-z]/.test(word.text) ? [word.text] : [])] })));
}

/** What fills a gap and has no words in it is a gap, and so is nothing, unless it is the choice beside words. */
function worthTelling(filled: readonly Said[]): readonly Said[] {
  const words = filled.filter(({ text }) => /[A-Za-z]/.test(text));
  if (filled.some(({ text }) => text !== '' && !/[A-Za-z]/.test(text))) return [...words, ...UNKNOWN];
  return filled.some(({ text }) => text === '') ? [...words, { text: '', at: null, words: [] }] : words;
}

const distinct = (said: readonly Said[]): readonly Said[] => [...new Map(said.map((one) => [one.text, one])).values()];

/** Without what only the compiler needs: parentheses, `as const`, `satisfies`, `!`. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node) ? bare(node.expression) : node;
}

function valuesIn(object: ts.ObjectLiteralExpression, key: string | null): ts.Expression[] {
  return object.properties.flatMap((property) => {
    if (key !== null && property.name?.getText().replace(/^['"]|['"]$/g, '') !== key) return [];
    if (ts.isPropertyAssignment(property)) return [property.initializer];
    return ts.isShorthandPropertyAssignment(property) ? [property.name] : [];
  });
}

/** The name under which a function without one of its own is called. */
function nameAround({ parent }: ts.Node): ts.PropertyName | undefined {
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : undefined;
  return ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) ? parent.name : undefined;
}

function returnsOf({ body }: ts.FunctionLikeDeclaration): ts.Expression[] {
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, look);
  };
  look(body);
  return found;
}
