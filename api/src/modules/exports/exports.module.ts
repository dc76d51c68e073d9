import { Module } from '@nestjs/common';
import { ExportDownloadController } from './export-download.controller.js';
import { ExportJobs } from './export-jobs.service.js';
import { ExportProgress } from './export-progress.service.js';
import { ExportStore } from './export-store.js';
import { ExportWriter } from './export-writer.service.js';
import { ExportsResolver } from './exports.resolver.js';
import './exports.de.js';
import { Exports } from './exports.service.js';

/** Lists of any record type as CSV, XLSX and JSON files. */
@Module({ controllers: [ExportDownloadController], providers: [Exports, ExportStore, ExportWriter, ExportProgress, ExportJobs, ExportsResolver] })
export class ExportsModule {}
