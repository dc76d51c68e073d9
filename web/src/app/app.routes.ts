import { inject } from '@angular/core';
import type { RedirectFunction, Routes } from '@angular/router';
import { signedIn, signedOut } from './core/session/session.guards.js';
import { features } from './features.js';
import { authText } from './features/auth/auth.text.js';
import { Navigation } from './shell/navigation.js';

/** The first entry of the side bar is where one starts. */
const start: RedirectFunction = () => inject(Navigation).main()[0]?.link ?? '/welcome';

export const routes: Routes = [
  { path: 'sign-in', title: 'auth.signIn.title', canActivate: [signedOut], resolve: { text: authText }, loadComponent: () => import('./features/auth/sign-in-page.js').then((m) => m.SignInPage) },
  { path: 'sign-up', title: 'auth.signUp.title', canActivate: [signedOut], resolve: { text: authText }, loadComponent: () => import('./features/auth/sign-up-page.js').then((m) => m.SignUpPage) },
  { path: 'accept-invitation', title: 'auth.invitation.title', resolve: { text: authText }, loadComponent: () => import('./features/auth/invitation-page.js').then((m) => m.InvitationPage) },
  { path: 'unavailable', title: 'pages.unavailable.title', loadComponent: () => import('./features/system/unavailable-page.js').then((m) => m.UnavailablePage) },
  { path: 'failed', title: 'pages.failed.title', loadComponent: () => import('./features/system/failed-page.js').then((m) => m.FailedPage) },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell.js').then((m) => m.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: start },
      { path: 'welcome', title: 'auth.welcome.title', resolve: { text: authText }, loadComponent: () => import('./features/auth/welcome-page.js').then((m) => m.WelcomePage) },
      ...features.flatMap((feature) => feature.routes),
      { path: '**', title: 'pages.notFound.title', loadComponent: () => import('./features/system/not-found-page.js').then((m) => m.NotFoundPage) },
    ],
  },
];
