import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
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

/** Pages that the navigation shows to some alone are not found by the others, as any address that leads nowhere. Who is not signed in is asked to first. */
export const only = (allowed: (session: SessionStore) => boolean): CanMatchFn => async () => {
  const session = inject(SessionStore);
  await session.load();
  return session.state() !== 'authenticated' || allowed(session);
};

/** A path inside the client, or the fallback: an address from outside must not lead away from us. */
export function safeReturnTo(value: string | null | undefined, fallback = '/home'): string {
  return value && /^\/(?![/\\])/.test(value) ? value : fallback;
}
