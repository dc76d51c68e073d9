import type { Routes } from '@angular/router';

/** Pages for building the product, not part of it: production replaces this file by an empty list. */
export const devRoutes: Routes = [{ path: 'gallery', loadChildren: () => import('./features/gallery/gallery.routes.js').then((m) => m.galleryRoutes) }];
