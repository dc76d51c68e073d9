import { Args, Field, ID, Int, Mutation, ObjectType, Parent, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RecordLoaders } from '../../platform/records/record-loaders.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { reminderRecord } from './reminder.record.js';
import { ReminderVerbs, SnoozeFor } from './reminder-verbs.service.js';

registerEnumType(SnoozeFor, {
  name: 'SnoozeFor',
  description: "For how long a reminder is put off; days are those of the member's time zone.",
  valuesMap: { TOMORROW: { description: 'Until tomorrow at nine.' }, NEXT_WEEK: { description: 'Until next Monday at nine.' } },
});

@ObjectType({ description: 'A record of any type, by its name.' })
export class RecordName {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
}

const EDIT = { module: 'crm-core', permission: { record: 'reminder', action: 'edit' } } as const;
const payload = (): ReturnType<typeof recordGraphql>['payload'] => recordGraphql(reminderRecord).payload;
const VERSION = { type: () => Int, nullable: true } as const;

@Resolver(() => recordGraphql(reminderRecord).object)
export class RemindersResolver {
  constructor(
    private readonly verbs: ReminderVerbs,
    private readonly commands: RecordCommands,
    private readonly loaders: RecordLoaders,
  ) {}

  @Mutation(payload, { description: 'Done; a repeating one is followed by its next occurrence.' })
  @Operation(EDIT)
  async completeReminder(@Args('id', { type: () => ID }) id: string, @Args('expectedVersion', VERSION) expectedVersion?: number): Promise<object> {
    return this.commands.payload(reminderRecord, await this.verbs.complete(id, expectedVersion));
  }

  @Mutation(payload, { description: 'Puts it off, until a time or by one of the usual choices.' })
  @Operation(EDIT)
  async snoozeReminder(
    @Args('id', { type: () => ID }) id: string,
    @Args('until', { type: () => DateTimeScalar, nullable: true }) until?: string | null,
    @Args('choice', { type: () => SnoozeFor, nullable: true }) choice?: SnoozeFor | null,
    @Args('expectedVersion', VERSION) expectedVersion?: number,
  ): Promise<object> {
    return this.commands.payload(reminderRecord, await this.verbs.snooze(id, { until: until ?? null, choice: choice ?? null }, expectedVersion));
  }

  @Mutation(payload, { description: 'Ends it and, if it repeats, all that would follow.' })
  @Operation(EDIT)
  async cancelReminder(@Args('id', { type: () => ID }) id: string, @Args('expectedVersion', VERSION) expectedVersion?: number): Promise<object> {
    return this.commands.payload(reminderRecord, await this.verbs.cancel(id, expectedVersion));
  }

  @ResolveField('about', () => RecordName, { nullable: true, description: 'The record it is about, as far as the member may see it.' })
  async about(@Parent() reminder: AnyRow): Promise<RecordName | null> {
    const [recordType, recordId] = [reminder['recordType'], reminder['recordId']];
    const type = findRecordType(String(recordType ?? ''));
    const row = type && typeof recordId === 'string' ? await this.loaders.load(type, recordId) : null;
    return type && row ? { recordType: type.name, recordId: row.id, title: titleOf(type, row) } : null;
  }
}
