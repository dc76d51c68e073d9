import { Inject, Injectable, type OnModuleInit, type Provider, type Type } from '@nestjs/common';
import { registerHooks, type RecordHooks } from '../changes/record-hooks.js';
import { recordResolver } from '../graphql/record-resolver.js';
import type { RecordType } from './record-type.js';

/**
 * Providers of a record type for the module that owns it: the generated resolver, and the module's hooks registered with the write path.
 *
 * @example `@Module({ providers: [...provideRecord(contactRecord, ContactHooks)] })`
 */
export function provideRecord(type: RecordType, hooks?: Type<RecordHooks>): Provider[] {
  const resolver = recordResolver(type);
  if (!hooks) return [resolver];
  const name = `${type.typeName}HookRegistration`;
  @Injectable()
  class HookRegistration implements OnModuleInit {
    @Inject(hooks) private readonly hooks!: RecordHooks;
    onModuleInit(): void {
      registerHooks(type.name, this.hooks);
    }
  }
  Object.defineProperty(HookRegistration, 'name', { value: name });
  return [resolver, hooks, HookRegistration];
}
