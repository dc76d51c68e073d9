import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';

/** The schema that these resolvers make, without anything to run it. */
export async function schemaOf(resolvers: readonly Type[]): Promise<GraphQLSchema> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return await builder.get(GraphQLSchemaFactory).create([...resolvers], { skipCheck: true });
  } finally {
    await builder.close();
  }
}

const HEADER = '# Generated from the code by `npm run schema`; change the code instead.\n\n';

/** The text of libs/graphql/schema.graphql: sorted, so that a change shows as a small difference. */
export const printPublicSchema = (schema: GraphQLSchema): string => `${HEADER}${printSchema(lexicographicSortSchema(schema))}\n`;
