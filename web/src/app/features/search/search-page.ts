import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, ElementRef, inject, input, resource, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { iconOr, UiBadge, UiBanner, UiEmpty, UiIcon, UiInput, UiSkeleton, type IconName } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecentRecords } from '../../core/records/recent-records.js';
import { RecordPages } from '../../core/records/record-pages.js';
import { RecordSearch } from '../../core/records/record-search.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';

const MOST = 50;
const TYPING_PAUSE_MS = 200;
const MISSPELT = 0.7;

interface Line {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly link: string;
  readonly near: boolean;
}

/** Everything that fits what was typed, best first; the address holds the search. */
@Component({
  selector: 'app-search-page',
  imports: [NgTemplateOutlet, RouterLink, TranslocoPipe, UiBadge, UiBanner, UiEmpty, UiIcon, UiInput, UiSkeleton],
  templateUrl: './search-page.html',
  styleUrl: './search-page.css',
})
export class SearchPage {
  /** Query parameters. */
  readonly q = input<string>();
  readonly type = input<string>();
  private readonly search = inject(RecordSearch);
  private readonly router = inject(Router);
  private readonly types = inject(RecordTypesStore);
  private readonly pages = inject(RecordPages);
  private readonly recent = inject(RecentRecords);
  protected readonly errors = inject(ErrorText);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly most = MOST;
  protected readonly words = computed(() => this.q()?.trim() ?? '');
  protected readonly choices = computed(() => this.types.all().filter((each) => this.pages.has(each.plural)).map(({ name, labelPlural }) => ({ name, label: labelPlural })));
  private readonly hits = resource({
    params: () => ({ query: this.words(), type: this.type() ?? null }),
    loader: ({ params }) => (params.query ? this.search.find(params.query, MOST, params.type) : Promise.resolve([])),
  });
  protected readonly loading = computed(() => this.hits.isLoading());
  protected readonly problem = computed(() => (this.hits.error() ? toAppError(this.hits.error()) : null));
  protected readonly lines = computed<readonly Line[]>(() =>
    this.hits.hasValue() ? this.hits.value().map(({ recordType, recordId, title, detail, score }) => this.line(recordType, recordId, title, detail, score < MISSPELT)) : [],
  );
  protected readonly recentLines = computed(() => this.recent.all().filter((each) => this.types.find(each.recordType)).map(({ recordType, id, title }) => this.line(recordType, id, title, null, false)));

  constructor() {
    effect(() => this.box().nativeElement.focus());
  }

  protected typed(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go({ q: text.trim() || null }), TYPING_PAUSE_MS);
  }

  protected choose(type: string | null): void {
    this.go({ type });
  }

  private go(queryParams: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private line(recordType: string, id: string, title: string, detail: string | null, near: boolean): Line {
    const type = this.types.named(recordType);
    return { key: `${recordType}-${id}`, title, detail: [type.label, detail].filter(Boolean).join(' · '), icon: iconOr(type.icon), link: this.pages.linkOf(recordType, id), near };
  }
}
