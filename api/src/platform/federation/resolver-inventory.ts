import type { DynamicModule, ForwardReference, Provider, Type } from '@nestjs/common';
import { RESOLVER_NAME_METADATA, RESOLVER_PROPERTY_METADATA, RESOLVER_REFERENCE_METADATA, RESOLVER_TYPE_METADATA } from '@nestjs/graphql';

/** A resolver class and the module that declares it. */
export interface OwnedResolver {
  /** `ContactsModule` -> `contacts`. */
  readonly module: string;
  readonly resolver: Type;
}

/** What one method of a resolver class answers. */
export interface ResolverMember {
  readonly module: string;
  /** `Query`, `Mutation`, `Subscription`, or the object type a field is added to. */
  readonly type: string;
  /** Name in the schema; null for the resolver of references to the type. */
  readonly field: string | null;
}

type ModuleReference = Type | DynamicModule | Promise<DynamicModule> | ForwardReference<() => ModuleReference>;

/** Every resolver below a root module, read from the modules' declarations: nothing is instantiated and no server is needed. */
export async function resolversBelow(root: ModuleReference): Promise<OwnedResolver[]> {
  const classes = await classesBelow(root);
  return classes.filter(({ module, type }) => membersOf(module, type).length > 0).map(({ module, type }) => ({ module: domainName(module), resolver: type }));
}

/** Every provider and controller class below a root module, with the name of the module that declares it. */
export async function classesBelow(root: ModuleReference): Promise<{ readonly module: string; readonly type: Type }[]> {
  const found: { module: string; type: Type }[] = [];
  const seen = new Set<unknown>();
  const visit = async (reference: ModuleReference): Promise<void> => {
    const resolved = await reference;
    const dynamic: Partial<DynamicModule> = 'forwardRef' in resolved ? { module: resolved.forwardRef() as Type } : 'module' in resolved ? resolved : { module: resolved };
    const { module } = dynamic;
    // A module class without anything of its own in this reference is the same module again.
    if (!module || (seen.has(module) && !dynamic.providers && !dynamic.imports)) return;
    const first = !seen.has(module);
    seen.add(module);
    const declared = <T>(key: string): T[] => (first ? ((Reflect.getMetadata(key, module) as T[] | undefined) ?? []) : []);
    const providers = [...declared<Provider>('providers'), ...(dynamic.providers ?? []), ...declared<Type>('controllers'), ...(dynamic.controllers ?? [])];
    for (const provider of providers) {
      const candidate = typeof provider === 'function' ? provider : 'useClass' in provider ? provider.useClass : null;
      if (candidate) found.push({ module: module.name, type: candidate as Type });
    }
    for (const imported of [...declared<ModuleReference>('imports'), ...((dynamic.imports ?? []) as ModuleReference[])]) await visit(imported);
  };
  await visit(root);
  return found;
}

const domainName = (className: string): string =>
  className
    .replace(/Module$/, '')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

/** What the methods of a resolver class answer; empty for a class that is none. */
export function membersOf(module: string, resolver: Type): ResolverMember[] {
  const own = Reflect.getMetadata(RESOLVER_TYPE_METADATA, resolver) as string | undefined;
  return methodsOf(resolver.prototype as object).flatMap(([name, method]): ResolverMember[] => {
    if (Reflect.getMetadata(RESOLVER_REFERENCE_METADATA, method)) return own ? [{ module, type: own, field: null }] : [];
    const field = (Reflect.getMetadata(RESOLVER_NAME_METADATA, method) as string | undefined) ?? name;
    if (Reflect.getMetadata(RESOLVER_PROPERTY_METADATA, method)) return own ? [{ module, type: own, field }] : [];
    const type = Reflect.getMetadata(RESOLVER_TYPE_METADATA, method) as string | undefined;
    return type ? [{ module, type, field }] : [];
  });
}

function methodsOf(prototype: object): [string, object][] {
  if (prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]): [string, object][] => (typeof value === 'function' && name !== 'constructor' ? [[name, value as object]] : []));
  return [...own, ...methodsOf(Object.getPrototypeOf(prototype) as object)];
}
