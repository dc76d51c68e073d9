import { Module } from '@nestjs/common';
import { TrashRetention } from './trash-retention.service.js';
import { TrashResolver } from './trash.resolver.js';
import { Trash } from './trash.service.js';
import './trash.de.js';

/** Deleted records, until they are gone. */
@Module({ providers: [Trash, TrashResolver, TrashRetention] })
export class TrashModule {}
