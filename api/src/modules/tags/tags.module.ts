import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { BulkModule } from '../bulk/index.js';
import { tagColourRecord } from './tag-colour.record.js';
import { TaggedFilters } from './tagged-filters.service.js';
import { TagList } from './tag-list.service.js';
import './tags.de.js';
import { TagsResolver } from './tags.resolver.js';
import { Tags } from './tags.service.js';

/** The tags of a workspace: which there are, their colours, and what is done to them everywhere. */
@Module({ imports: [BulkModule], providers: [...provideRecord(tagColourRecord), TagList, TaggedFilters, Tags, TagsResolver] })
export class TagsModule {}
