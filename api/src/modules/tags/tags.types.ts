import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BulkRunType } from '../bulk/index.js';
import { TAG_COLOURS, type TagColour } from './tag-colours.js';

export const TagColourEnum = Object.fromEntries(TAG_COLOURS.map((colour) => [colour, colour])) as { [K in TagColour]: K };
registerEnumType(TagColourEnum, { name: 'TagHue', description: 'A colour that a tag may have.' });

@ObjectType({ description: 'How many records of one type carry a tag.' })
export class TagUse {
  @Field(() => String) recordType!: string;
  @Field(() => Int) count!: number;
}

@ObjectType({ description: 'A tag that records carry, or that has a colour.' })
export class Tag {
  @Field(() => String) name!: string;
  @Field(() => Int, { description: 'Records that carry it, archived ones too, of those the caller may see.' }) count!: number;
  @Field(() => [TagUse]) uses!: TagUse[];
  @Field(() => TagColourEnum, { nullable: true }) colour!: TagColour | null;
}

@ObjectType()
export class TagColourPayload {
  @Field(() => String) name!: string;
  @Field(() => TagColourEnum, { nullable: true }) colour!: TagColour | null;
  @Field(() => ID, { nullable: true, description: 'Null when it had that colour already.' }) changeSetId!: string | null;
}

@ObjectType({ description: 'A change of tags everywhere, which goes on as a bulk action.' })
export class TagRunPayload {
  @Field(() => BulkRunType) run!: BulkRunType;
  @Field(() => ID, { description: 'Holds the change of the colour too; undoBulkRun or, where no record carried the tag, revertChangeSet undoes it.' }) changeSetId!: string;
}
