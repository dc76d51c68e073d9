import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Role } from '@libs/contracts';
import { UiDialogs, UiToasts } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordEditing } from '../record-editing.js';
import { ListState, type ListView } from './list-state.js';
import { ViewNameDialog, type ViewNameData, type ViewNameResult } from './view-name-dialog.js';
import { ViewsGateway, type SavedView } from './views.gateway.js';
import { ViewsStore } from './views.store.js';

/** What people do with views: keep, name, share, order and remove them. Provided beside the list's state. */
@Injectable()
export class ViewActions {
  private readonly gateway = inject(ViewsGateway);
  private readonly store = inject(ViewsStore);
  private readonly state = inject(ListState);
  private readonly editing = inject(RecordEditing);
  private readonly dialogs = inject(UiDialogs);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);

  /** Keeps the list as it is now under the view's name. */
  save(): Promise<void> {
    const { saved } = this.state.view();
    return this.attempt(async () => {
      if (!saved) return;
      const { changeSetId } = await this.gateway.update({ id: saved.id, expectedVersion: saved.version, ...this.state.written() } as Parameters<ViewsGateway['update']>[0]);
      await this.reload();
      await this.state.reset();
      this.undoable('views.saved', saved.name, changeSetId);
    });
  }

  /** Keeps the list as it is now under a name of its own. */
  saveAs(): Promise<void> {
    return this.attempt(async () => {
      const { saved, name } = this.state.view();
      const named = await this.ask({ heading: this.word('newTitle'), action: this.word('create'), name: saved ? this.word('copyOf', { name }) : '', shared: false });
      if (!named) return;
      const input = { name: named.name, recordType: this.state.type().name, visibility: named.shared ? 'SHARED' : 'PRIVATE', ...this.state.written() };
      const { view, changeSetId } = await this.gateway.create(input as Parameters<ViewsGateway['create']>[0]);
      await this.reload();
      await this.state.show(view.id);
      this.undoable('views.created', view.name, changeSetId);
    });
  }

  rename(view: ListView): Promise<void> {
    return this.attempt(async () => {
      const named = await this.ask({ heading: this.word('renameTitle'), action: this.word('save'), name: view.name, shared: null });
      if (named) await this.change(view, { name: named.name }, 'views.saved', named.name);
    });
  }

  duplicate(view: ListView): Promise<void> {
    return this.attempt(async () => {
      const { view: copy, changeSetId } = await this.gateway.duplicate(view.key, this.word('copyOf', { name: view.name }).slice(0, 80));
      await this.reload();
      await this.state.show(copy.id);
      this.undoable('views.created', copy.name, changeSetId);
    });
  }

  share(view: ListView, shared: boolean): Promise<void> {
    return this.attempt(() => this.change(view, { visibility: shared ? 'SHARED' : 'PRIVATE' }, shared ? 'views.nowShared' : 'views.nowPrivate', view.name));
  }

  /** A role starts with this view, or no longer does. */
  toggleRole(view: ListView, role: Role): Promise<void> {
    const roles = view.saved?.defaultRoles ?? [];
    return this.attempt(() => this.change(view, { defaultRoles: roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role] }, 'views.saved', view.name));
  }

  remove(view: ListView): Promise<void> {
    return this.attempt(async () => {
      const changeSetId = await this.gateway.delete(view.key);
      if (this.state.key() === view.key) await this.state.show('all');
      await this.reload();
      this.undoable('views.deleted', view.name, changeSetId);
    });
  }

  /** Changes places with the neighbour among the views that one may move. */
  move(view: ListView, step: -1 | 1): Promise<void> {
    return this.attempt(async () => {
      const movable = this.state.saved().filter((each) => this.state.canEditView(each)).map((each) => each.key);
      const at = movable.indexOf(view.key);
      const [first, second] = [movable[Math.min(at, at + step)], movable[Math.max(at, at + step)]];
      if (at < 0 || first === undefined || second === undefined) return;
      await this.gateway.reorder(this.state.type().name, [second, first]);
      await this.reload();
    });
  }

  canMove(view: ListView, step: -1 | 1): boolean {
    const movable = this.state.saved().filter((each) => this.state.canEditView(each));
    const at = movable.findIndex((each) => each.key === view.key);
    return at >= 0 && movable[at + step] !== undefined;
  }

  startWith(view: ListView | null): Promise<void> {
    return this.attempt(async () => {
      await this.gateway.chooseFirst(this.state.type().name, view?.key ?? null);
      await this.reload();
      this.toasts.success(view ? this.word('firstSet', { name: view.name }) : this.word('firstUnset'));
    });
  }

  private async change(view: ListView, values: Partial<Pick<SavedView, 'name' | 'visibility' | 'defaultRoles'>>, key: string, name: string): Promise<void> {
    const { changeSetId } = await this.gateway.update({ id: view.key, ...values });
    await this.reload();
    this.undoable(key, name, changeSetId);
  }

  private reload(): Promise<void> {
    return this.store.reload(this.state.type().name);
  }

  private undoable(key: string, name: string, changeSetId: string): void {
    this.editing.offerUndoText(this.transloco.translate(key, { name }), changeSetId, () => void this.reload());
  }

  private ask(data: ViewNameData): Promise<ViewNameResult | undefined> {
    return firstValueFrom(this.dialogs.open<ViewNameResult, ViewNameData, ViewNameDialog>(ViewNameDialog, { data, size: 'sm' }).closed, { defaultValue: undefined });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.errors.toast(error);
      await this.reload();
    }
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`views.${key}`, params);
  }
}
