import { inject } from '@angular/core';
import type { RedirectFunction, Routes } from '@angular/router';
import { anybody, restricted, signedIn, signedOut } from './core/session/session.guards.js';
import { features } from './features.js';
import { authText } from './features/auth/auth.text.js';
import { securityText } from './features/security/security.text.js';
import { Navigation } from './shell/navigation.js';

/** The first entry of the side bar is where one starts. */
const start: RedirectFunction = () => inject(Navigation).main()[0]?.link ?? '/welcome';

const text = { text: authText, security: securityText };

export const routes: Routes = [
  { path: 'sign-in', pathMatch: 'full', title: 'auth.signIn.title', canActivate: [signedOut], resolve: text, loadComponent: () => import('./features/auth/sign-in-page.js').then((m) => m.SignInPage) },
  { path: 'sign-up', title: 'auth.signUp.title', canActivate: [signedOut], resolve: text, loadComponent: () => import('./features/auth/sign-up-page.js').then((m) => m.SignUpPage) },
  { path: 'accept-invitation', title: 'auth.invitation.title', canActivate: [anybody], resolve: { text: authText }, loadComponent: () => import('./features/auth/invitation-page.js').then((m) => m.InvitationPage) },
  { path: 'sign-in/code', title: 'security.step.title', canActivate: [anybody], resolve: text, loadComponent: () => import('./features/security/second-step-page.js').then((m) => m.SecondStepPage) },
  { path: 'forgot-password', title: 'security.forgot.title', canActivate: [anybody], resolve: text, loadComponent: () => import('./features/security/forgot-password-page.js').then((m) => m.ForgotPasswordPage) },
  { path: 'reset-password', title: 'security.reset.title', canActivate: [anybody], resolve: text, loadComponent: () => import('./features/security/reset-password-page.js').then((m) => m.ResetPasswordPage) },
  { path: 'verify-email', title: 'security.verify.title', canActivate: [anybody], data: { kind: 'verify' }, resolve: text, loadComponent: () => import('./features/security/mail-link-page.js').then((m) => m.MailLinkPage) },
  { path: 'confirm-email', title: 'security.confirm.title', canActivate: [anybody], data: { kind: 'confirm' }, resolve: text, loadComponent: () => import('./features/security/mail-link-page.js').then((m) => m.MailLinkPage) },
  { path: 'set-up-two-factor', title: 'security.setUp.title', canActivate: [restricted], resolve: text, loadComponent: () => import('./features/security/set-up-two-factor-page.js').then((m) => m.SetUpTwoFactorPage) },
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
