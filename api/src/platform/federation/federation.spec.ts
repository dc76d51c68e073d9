import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Directive, Field, ID, ObjectType, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { describeSchema } from '../cli/schema.js';
import { compositionErrors } from './composition.js';

@ObjectType()
class PlantedMoney {
  @Field(() => String) amount!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
class PlantedAccount {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => PlantedMoney) revenue!: PlantedMoney;
}

@Directive('@key(fields: "id")')
@ObjectType()
class PlantedPerson {
  @Field(() => ID) id!: string;
  @Field(() => PlantedAccount, { nullable: true }) account!: PlantedAccount | null;
  @Field(() => PlantedMoney) salary!: PlantedMoney;
}

@Resolver(() => PlantedAccount)
class PlantedAccountsResolver {
  @Query(() => [PlantedAccount])
  plantedAccounts(): PlantedAccount[] {
    return [];
  }
  @ResolveReference()
  resolveReference(): PlantedAccount | null {
    return null;
  }
}

@Resolver(() => PlantedPerson)
class PlantedPeopleResolver {
  @Query(() => [PlantedPerson])
  plantedPeople(): PlantedPerson[] {
    return [];
  }
  @ResolveReference()
  resolveReference(): PlantedPerson | null {
    return null;
  }
}

/** People add a field to the accounts of another module. */
@Resolver(() => PlantedAccount)
class PlantedAccountPeopleResolver {
  @ResolveField('people', () => [PlantedPerson])
  people(@Parent() account: PlantedAccount): PlantedPerson[] {
    return account.name ? [] : [];
  }
}

/** A second module that answers a query which accounts answer already. */
@Resolver()
class DuplicateResolver {
  @Query(() => [PlantedAccount])
  plantedAccounts(): PlantedAccount[] {
    return [];
  }
}

@Resolver(() => PlantedAccount)
class SecondOwnerResolver {
  @ResolveReference()
  resolveReference(): PlantedAccount | null {
    return null;
  }
}

@Module({ providers: [PlantedAccountsResolver] })
class PlantedAccountsModule {}
@Module({ providers: [PlantedPeopleResolver, PlantedAccountPeopleResolver], imports: [PlantedAccountsModule] })
class PlantedPeopleModule {}
@Module({ imports: [PlantedPeopleModule, PlantedAccountsModule] })
class PlantedApp {}
@Module({ providers: [DuplicateResolver] })
class DuplicateModule {}
@Module({ imports: [PlantedApp, DuplicateModule] })
class AppWithDuplicate {}
@Module({ providers: [SecondOwnerResolver] })
class SecondOwnerModule {}
@Module({ imports: [PlantedApp, SecondOwnerModule] })
class AppWithTwoOwners {}

describe('subgraphs', () => {
  it('gives each module the fields it answers, stubs of what it points at, and shared values', async () => {
    const { subgraphs } = await describeSchema(PlantedApp);
    expect([...subgraphs.keys()]).toEqual(['planted-accounts', 'planted-people']);
    const accounts = subgraphs.get('planted-accounts')!;
    const people = subgraphs.get('planted-people')!;
    expect(accounts).toMatch(/type PlantedAccount @key\(fields: "id"\) \{\s+id: ID!\s+name: String!\s+revenue: PlantedMoney!\s+\}/);
    expect(accounts).not.toContain('PlantedPerson');
    expect(people).toMatch(/type PlantedAccount @key\(fields: "id"\) \{\s+id: ID!\s+people: \[PlantedPerson!\]!\s+\}/);
    expect(accounts).toContain('type PlantedMoney @shareable {');
    expect(people).toContain('type PlantedMoney @shareable {');
    expect(await compositionErrors(subgraphs)).toEqual([]);
  });

  it('do not compose when two modules answer the same field', async () => {
    const { subgraphs } = await describeSchema(AppWithDuplicate);
    const errors = await compositionErrors(subgraphs);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('Non-shareable field "Query.plantedAccounts"');
  });

  it('refuse a type that two modules own', async () => {
    await expect(describeSchema(AppWithTwoOwners)).rejects.toThrow('Both planted-accounts and second-owner resolve references to PlantedAccount.');
  });
});
