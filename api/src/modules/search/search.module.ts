import { Module } from '@nestjs/common';
import { SearchResolver } from './search.resolver.js';
import { Search } from './search.service.js';
import './search.de.js';

/** Search over every record type. */
@Module({ providers: [Search, SearchResolver] })
export class SearchModule {}
