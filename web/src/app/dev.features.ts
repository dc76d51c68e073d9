import type { Feature } from './core/feature/feature.js';

/** Pages for building the product, not part of it: production replaces this file by an empty list. */
export const devFeatures: readonly Feature[] = [
  {
    id: 'gallery',
    nav: [{ id: 'gallery', label: 'Gallery', icon: 'layout-grid', link: '/gallery', order: 900, place: 'foot' }],
    routes: [{ path: 'gallery', title: 'Gallery', loadChildren: () => import('./features/gallery/gallery.routes.js').then((m) => m.galleryRoutes) }],
  },
];
