import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
import type { TenantPermission } from '@libs/contracts';
import { SessionStore } from './session.store.js';

/** Only for the signed-in; remembers where they wanted to go. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.load();
  if (session.state() === 'authenticated') return true;
  if (session.state() === 'restricted') return router.createUrlTree(['/set-up-two-factor']);
  if (session.state() === 'unavailable') return router.createUrlTree(['/unavailable'], { queryParams: { returnTo: state.url } });
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { returnTo: state.url } });
};

/** Only for those who are not signed in (sign-in, sign-up). */
export const signedOut: CanActivateFn = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.load();
  return session.state() === 'authenticated' ? router.createUrlTree(['/home']) : true;
};

/** For anybody, once it is known who that is: what is drawn while that is not known would stand over the page. */
export const anybody: CanActivateFn = async () => {
  await inject(SessionStore).load();
  return true;
};

/** Only for those whose workspace waits for them to set up two-factor sign-in. */
export const restricted: CanActivateFn = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.load();
  return session.state() === 'restricted' || router.createUrlTree(['/']);
};

/** A page for holders of a tenant permission; others see "not found", as for any address that is not theirs. */
export const holds = (permission: TenantPermission): CanMatchFn => () => inject(SessionStore).has(permission);

/** A path inside the client, or the fallback: an address from outside must not lead away from us. */
export function safeReturnTo(value: string | null | undefined, fallback = '/home'): string {
  return value && /^\/(?![/\\])/.test(value) ? value : fallback;
}
