import type { Routes } from '@angular/router';
import { GalleryGrid } from './gallery-grid.js';
import { GalleryPage } from './gallery-page.js';

export const galleryRoutes: Routes = [
  { path: '', component: GalleryPage },
  { path: 'grid', component: GalleryGrid },
];
