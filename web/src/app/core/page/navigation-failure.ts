import { Service, signal } from '@angular/core';
import type { AppError } from '../graphql/app-error.js';

/** Why the last page could not be opened: what the API said, or null when a part of the client itself did not arrive. */
@Service()
export class NavigationFailure {
  readonly error = signal<AppError | null>(null);
}
